'use strict';
(function () {
  const root = document.documentElement;
  const drawn = new Map();
  const PRINTED = 680; // CSS pixels: as wide as paper leaves room for
  let printing = false;
  const media = matchMedia('(prefers-color-scheme: dark)');
  let chosen = null;

  // ---- small helpers -------------------------------------------------------------------------------------------------------------------

  function make(name, text, attributes) {
    const element = document.createElement(name);
    if (text !== undefined && text !== null) element.textContent = text;
    for (const key in attributes || {}) element.setAttribute(key, attributes[key]);
    return element;
  }

  function button(text, action) {
    const element = make('button', text, { type: 'button' });
    element.addEventListener('click', () => action(element));
    return element;
  }

  function css(name) {
    return getComputedStyle(root).getPropertyValue('--' + name).trim();
  }

  function digits(value, count) {
    const size = Math.abs(value);
    if (value !== 0 && (size >= 1e9 || size < 1e-5)) return value.toExponential(count - 1);
    return size >= 10000 ? Math.round(value).toLocaleString('en-US') : String(Number(value.toPrecision(count)));
  }

  // The same as the class Format writes.
  function show(value, format) {
    if (value === null || value === undefined || Number.isNaN(value)) return '–';
    switch (format) {
      case 'count': return Math.round(value).toLocaleString('en-US');
      case 'percent': {
        const p = 100 * value, size = Math.abs(p);
        if (size >= 1e9) return digits(p, 3) + '%';
        if (size >= 100) return Math.round(p).toLocaleString('en-US') + '%';
        return (size < 0.0005 ? size : p).toFixed(size >= 10 ? 1 : size >= 1 || p === 0 ? 2 : 3) + '%';
      }
      case 'price': return digits(value, 6);
      case 'seconds': return digits(value, 3) + ' s';
      case 'times': return digits(value, 3) + '×';
      case 'bytes': return digits(value / 1e6, 3) + ' MB';
      default: return digits(value, 5);
    }
  }

  // An axis has little room: as few digits as tell its ticks apart.
  function tick(value, format) {
    if (format === 'percent') return digits(100 * value, 3) + '%';
    if (format === 'count' || format === 'number' || format === 'price') {
      return Math.abs(value) >= 1e6 ? digits(value / 1e6, 4) + 'M' : digits(value, 5);
    }
    return show(value, format);
  }

  // ---- tables --------------------------------------------------------------------------------------------------------------------------

  function raw(cell) {
    return cell.dataset.v !== undefined ? cell.dataset.v : cell.textContent;
  }

  function sort(table, index, heading) {
    const descending = heading.getAttribute('aria-sort') === 'ascending';
    for (const other of table.tHead.rows[0].cells) other.removeAttribute('aria-sort');
    heading.setAttribute('aria-sort', descending ? 'descending' : 'ascending');
    const bodies = Array.from(table.tBodies), first = bodies[0].rows.length;
    const rows = bodies.flatMap(body => Array.from(body.rows)).map((row, place) => ({ row, place, value: raw(row.cells[index]) }));
    const numbers = rows.every(r => r.value === '' || r.value === '–' || !Number.isNaN(Number(r.value)));
    const empty = value => value === '' || value === '–' || value === 'NaN';
    rows.sort((a, b) => {
      if (empty(a.value) || empty(b.value)) return empty(a.value) - empty(b.value) || a.place - b.place;
      const order = numbers ? Number(a.value) - Number(b.value) : a.value.localeCompare(b.value, 'en', { numeric: true });
      return (descending ? -order : order) || a.place - b.place;
    });
    bodies[0].append(...rows.slice(0, first).map(r => r.row));
    if (bodies[1]) bodies[1].append(...rows.slice(first).map(r => r.row));
  }

  // A text that a spreadsheet would compute gets an apostrophe, as in the CSV that the program writes.
  function quoted(cell) {
    let text = cell.tagName === 'TH' && cell.scope === 'col' ? cell.textContent : raw(cell);
    if (cell.dataset.v === undefined && /^[=+\-@\t\r]/.test(text)) text = "'" + text;
    return /[",\r\n]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
  }

  function csv(table) {
    return Array.from(table.rows).map(row => Array.from(row.cells).map(quoted).join(',')).join('\n') + '\n';
  }

  function fallback(text) {
    const area = make('textarea', null, { 'aria-hidden': 'true' });
    area.className = 'hidden';
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    return done;
  }

  async function copy(table, element) {
    const text = csv(table);
    let done;
    try {
      await navigator.clipboard.writeText(text);
      done = true;
    } catch (refused) {
      done = fallback(text);
    }
    element.focus();
    element.textContent = done ? 'Copied' : 'The browser does not permit copying';
    setTimeout(() => { element.textContent = 'Copy as CSV'; }, 2000);
  }

  function furnish(holder) {
    const table = holder.querySelector('table');
    Array.from(table.tHead.rows[0].cells).forEach((heading, index) => {
      const text = heading.textContent;
      heading.textContent = '';
      heading.append(button(text, () => sort(table, index, heading)));
    });
    const tools = make('div');
    tools.className = 'tools';
    const copyButton = button('Copy as CSV', element => copy(table, element));
    copyButton.setAttribute('aria-live', 'polite');
    tools.append(copyButton);
    const rest = table.tBodies[1];
    if (rest) {
      const all = (table.rows.length - 1).toLocaleString('en-US'), few = table.tBodies[0].rows.length;
      tools.append(button('Show all ' + all + ' rows', element => {
        rest.hidden = !rest.hidden;
        element.textContent = rest.hidden ? 'Show all ' + all + ' rows' : 'Show the first ' + few + ' rows';
      }));
    }
    holder.append(tools);
  }

  // ---- charts: data --------------------------------------------------------------------------------------------------------------------

  const lists = new Map();

  function shared(id) {
    if (!lists.has(id)) {
      const script = Array.from(document.querySelectorAll('script[data-shared]')).find(s => s.dataset.shared === id);
      lists.set(id, script ? JSON.parse(script.textContent) : []);
    }
    return lists.get(id);
  }

  function read(figure) {
    const chart = JSON.parse(figure.querySelector('script').textContent);
    if (chart.dimensions) return over(chart, 0, 1);
    for (const axis of [chart.x, chart.y]) {
      if (axis.shared) axis.names = shared(axis.shared);
    }
    return chart;
  }

  // ---- landscapes: a heat map over two of many dimensions ------------------------------------------------------------------------------

  const MOST_VALUES = 40, BINS = 24;

  // The edges of cells along a dimension: half way between its values where they are few, else bins of equal width.
  function edges(values) {
    const all = Array.from(new Set(values)).sort((a, b) => a - b);
    if (all.length === 1) return [all[0] - .5, all[0] + .5];
    if (all.length <= MOST_VALUES) {
      const middle = all.slice(1).map((v, i) => (v + all[i]) / 2);
      return [all[0] - (middle[0] - all[0]), ...middle, all[all.length - 1] + (all[all.length - 1] - middle[middle.length - 1])];
    }
    const low = all[0], high = all[all.length - 1];
    return Array.from({ length: BINS + 1 }, (nothing, i) => low + (high - low) * i / BINS);
  }

  function find(edge, value) {
    let i = 0;
    while (i < edge.length - 2 && value >= edge[i + 1]) i++;
    return i;
  }

  function axisOf(dimension) {
    return { label: dimension.name, format: 'number', scale: 'linear', choices: dimension.choices };
  }

  function over(land, a, b) {
    const width = land.dimensions.length + 1, points = [];
    for (let i = 0; i < land.rows.length; i += width) points.push(land.rows.slice(i, i + width));
    const known = points.filter(p => p[width - 1] !== null);
    const ex = edges(known.map(p => p[a])), ey = edges(known.map(p => p[b])), best = new Map();
    const sign = land.isSmallBest ? -1 : 1;
    let most = -Infinity;
    const path = [];
    for (const p of known) {
      const value = p[width - 1], key = find(ex, p[a]) + ' ' + find(ey, p[b]);
      if (!best.has(key) || sign * best.get(key) < sign * value) best.set(key, value);
      if (sign * value > most) {
        most = sign * value;
        path.push(p[a], p[b]);
      }
    }
    const cells = [];
    best.forEach((value, key) => {
      const [i, j] = key.split(' ').map(Number);
      cells.push(ex[i], ex[i + 1], ey[j], ey[j + 1], value);
    });
    const series = [
      { name: 'best ' + land.value, kind: 'cells', look: known.length ? 'borders' : undefined, format: land.format, rows: cells, plateau: land.plateau[0], sign },
      { name: 'path of the best', kind: 'path', look: 'path', rows: path },
      { name: 'best', kind: 'points', look: 'star', rows: path.slice(-2) }
    ];
    if (best.size < known.length || known.length > 400) series.splice(1, 0, { name: 'points', kind: 'points', look: 'dots', hidden: true, rows: known.flatMap(p => [p[a], p[b]]) });
    return { title: land.title, x: axisOf(land.dimensions[a]), y: axisOf(land.dimensions[b]), series, land, chosen: [a, b], points };
  }

  function selects(figure, chart, holder) {
    ['Across', 'Up'].forEach((word, which) => {
      const label = make('label', word + ' '), select = make('select');
      chart.land.dimensions.forEach((dimension, i) => select.append(make('option', dimension.name, { value: i })));
      select.value = chart.chosen[which];
      select.addEventListener('change', () => {
        const state = drawn.get(figure), chosen = state.chart.chosen.slice();
        const other = chosen[1 - which];
        chosen[which] = Number(select.value);
        if (chosen[which] === other) chosen[1 - which] = state.chart.chosen[which];
        state.chart = over(chart.land, chosen[0], chosen[1]);
        state.visible = state.chart.series.map(s => !s.hidden);
        holder.querySelectorAll('select').forEach((s, i) => { s.value = chosen[i]; });
        holder.querySelectorAll('button').forEach(one => one.remove());
        state.chart.series.forEach((series, index) => holder.append(toggle(figure, series, index)));
        paint(figure);
      });
      label.append(select);
      holder.append(label);
    });
  }

  const FIELDS = {
    line: ['value'], step: ['value'], bars: ['value'], path: ['x', 'y'], outline: ['x', 'y'], points: ['x', 'y'], band: ['low', 'high'],
    candles: ['open', 'close', 'low', 'high'], segments: ['x', 'y', 'to x', 'to y', 'gain'], cells: ['x from', 'x to', 'y from', 'y to', 'value']
  };
  const OVER_NAMES = ['line', 'step', 'bars', 'band', 'candles'];

  function rowsOf(series) {
    const width = FIELDS[series.kind].length, rows = [];
    for (let i = 0; i < series.rows.length; i += width) rows.push(series.rows.slice(i, i + width));
    return rows;
  }

  function place(axis, value) {
    return axis.names && axis.names[value] !== undefined ? axis.names[value] : value;
  }

  function cellOf(value, format) {
    const cell = make('td', typeof value === 'string' ? value : show(value, format));
    if (typeof value !== 'string') {
      cell.className = 'n';
      cell.dataset.v = value === null || value === undefined ? '' : value;
    }
    return cell;
  }

  // The numbers of a chart as a table: one for all series over names, one for each other series.
  function dataTables(chart, holder) {
    if (chart.land) {
      const named = chart.points.map(p => p.map((v, i) => {
        const dimension = chart.land.dimensions[i];
        return dimension && dimension.choices ? dimension.choices[v] : v;
      }));
      const last = chart.land.dimensions.length;
      holder.append(dataTable(chart.title, [...chart.land.dimensions.map(d => d.name), chart.land.value], named, i => i === last ? chart.land.format : 'number'));
      return;
    }
    const over = chart.series.filter(s => OVER_NAMES.includes(s.kind));
    if (over.length) {
      const head = [chart.x.label];
      over.forEach(s => FIELDS[s.kind].forEach(f => head.push(f === 'value' ? s.name : s.name + ' ' + f)));
      const all = over.map(rowsOf);
      const chosen = v => chart.y.choices && chart.y.choices[v] !== undefined ? chart.y.choices[v] : v;
      const rows = chart.x.names.map((name, i) => [name].concat(...all.map(r => (r[i] || []).map(chosen))));
      holder.append(dataTable(chart.title, head, rows, () => chart.y.format));
    }
    for (const series of chart.series.filter(s => !OVER_NAMES.includes(s.kind))) {
      const fields = FIELDS[series.kind];
      const isX = fields.map(f => /x/.test(f)), isY = fields.map(f => /y/.test(f));
      const head = fields.map(f => f.replace('x', chart.x.label).replace('y', chart.y.label));
      const rows = rowsOf(series).map(row => row.map((v, i) => isX[i] ? place(chart.x, v) : isY[i] ? place(chart.y, v) : v));
      if (series.labels) {
        head.unshift(series.name);
        rows.forEach((row, i) => row.unshift(series.labels[i]));
      }
      const shift = series.labels ? 1 : 0;
      holder.append(dataTable(chart.title + ': ' + series.name, head, rows,
        i => isX[i - shift] ? chart.x.format : isY[i - shift] ? chart.y.format : series.format));
    }
  }

  function dataTable(title, head, rows, format) {
    const holder = make('div'), scroll = make('div', null, { tabindex: '0', role: 'region', 'aria-label': 'Numbers of ' + title });
    holder.className = 'table';
    scroll.className = 'scroll';
    const table = make('table'), caption = make('caption', title), line = make('tr');
    head.forEach(text => line.append(make('th', text, { scope: 'col' })));
    table.append(caption, make('thead'), make('tbody'));
    table.tHead.append(line);
    rows.forEach(row => {
      const tr = make('tr');
      row.forEach((value, i) => tr.append(cellOf(value, format(i))));
      table.tBodies[0].append(tr);
    });
    scroll.append(table);
    holder.append(scroll);
    furnish(holder);
    return holder;
  }

  // ---- charts: look --------------------------------------------------------------------------------------------------------------------

  const DASHES = ['solid', [7, 4], [2, 3], [9, 3, 2, 3]];

  function colours(chart) {
    let next = 0;
    return chart.series.map(series => {
      if (series.look === 'reference' || series.look === 'dots') return css('quiet');
      if (series.look === 'star' || series.look === 'mark') return css('mark');
      if (series.look === 'grid') return css('quiet');
      if (series.look === 'path') return css('c1');
      if (series.kind === 'cells' || series.kind === 'candles') return css('quiet');
      return css('c' + next++ % 10);
    });
  }

  // From loss over the ground's grey to gain where values have both signs; from pale to strong where they have one.
  function scaleOf(series) {
    const values = rowsOf(series).map(r => r[4]).filter(v => v !== null);
    const low = Math.min(...values), high = Math.max(...values), dark = isDark();
    const diverging = dark ? ['#ff9a7a', '#a34a34', '#2b3037', '#2f7f9f', '#7fd4f5'] : ['#a63c06', '#efa27f', '#f2f2f2', '#86b9dc', '#0b5394'];
    const rising = dark ? ['#1f2933', '#28506b', '#3f86a8', '#8fd0e6'] : ['#eef4fa', '#a9cbe6', '#4b8fc6', '#0b4a86'];
    if (low < 0 && high > 0) {
      const most = Math.max(-low, high);
      return { min: -most, max: most, colours: diverging };
    }
    return { min: low, max: high > low ? high : low + 1, colours: rising };
  }

  function short(name, most) {
    return name.length > most ? name.slice(0, most - 1) + '…' : name;
  }

  function axis(spec, narrow, value) {
    const common = {
      name: spec.label, nameLocation: 'middle',
      nameTextStyle: { color: css('quiet') }, axisLabel: { color: css('quiet'), hideOverlap: true },
      axisLine: { lineStyle: { color: css('rule') } }, splitLine: { lineStyle: { color: css('rule'), opacity: .6 } }
    };
    if (spec.scale === 'names') {
      common.type = 'category';
      common.data = spec.names;
      common.axisLabel.formatter = name => short(name, narrow ? 20 : 26);
    } else {
      common.type = spec.scale === 'log' ? 'log' : 'value';
      common.scale = true;
      if (!value) common.axisLabel.alignMaxLabel = 'right';
      common.axisLabel.formatter = v => spec.choices ? short(spec.choices[v] || '', value ? 8 : 26) : tick(v, spec.format);
      if (spec.choices) common.minInterval = 1;
      common.splitNumber = value && narrow ? 4 : undefined;
    }
    return common;
  }

  function option(chart, narrow, logarithm, visible) {
    const paint = colours(chart);
    const x = axis(chart.x, narrow, false), y = axis(chart.y, narrow, true);
    const bars = chart.series.some(s => s.kind === 'bars');
    const cells = chart.series.find(s => s.kind === 'cells');
    const named = chart.x.scale === 'names' && !cells;
    x.boundaryGap = bars || chart.series.some(s => s.kind === 'candles');
    if ((bars || chart.series.some(s => s.kind === 'outline')) && !logarithm) y.scale = false;
    if (logarithm) y.type = 'log';
    if (cells) {
      bounds(cells, x, y);
    }
    x.nameGap = 26;
    y.nameGap = chart.y.scale === 'names' ? 8 : 52;
    if (narrow && y.nameLocation) y.nameGap = chart.y.scale === 'names' ? 8 : 44;
    let grid = { left: narrow ? 58 : 74, right: narrow ? 30 : 36, top: 14, bottom: chart.zoom && !printing ? 84 : 46, containLabel: false };
    let axes = { xAxis: x, yAxis: y };
    if (chart.sideways) {
      x.inverse = true;
      x.name = '';
      x.axisLabel.interval = 0;
      x.axisLabel.hideOverlap = false;
      y.nameGap = 28;
      axes = { xAxis: y, yAxis: x };
      const longest = Math.max(...chart.x.names.map(name => x.axisLabel.formatter(name).length));
      grid = { left: 16 + 7 * longest, right: narrow ? 44 : 64, top: 8, bottom: 44, containLabel: false };
    } else if (chart.y.scale === 'names') {
      grid.left = 16 + 6.6 * Math.max(...chart.y.names.map(name => y.axisLabel.formatter(name).length));
      grid.bottom = 46;
      y.name = '';
      y.inverse = true;
    }
    if (cells) grid.right = narrow ? 12 : 100;
    if (cells && narrow) grid.bottom += 46;
    const selected = {};
    chart.series.forEach((s, i) => { selected[s.name] = visible[i]; });
    const result = {
      animation: false, textStyle: { fontFamily: 'system-ui, "DejaVu Sans", sans-serif', color: css('text') },
      grid, ...axes,
      legend: { show: false, selected },
      tooltip: {
        trigger: named ? 'axis' : 'item', renderMode: 'richText', confine: true, transitionDuration: 0,
        backgroundColor: css('ground'), borderColor: css('quiet'), textStyle: { color: css('text'), fontSize: 12 },
        axisPointer: { type: bars ? 'shadow' : 'line', lineStyle: { color: css('quiet') } },
        formatter: items => tip(chart, items)
      },
      series: chart.series.flatMap((s, i) => draw(s, i, chart, paint[i]))
    };
    if (cells) result.visualMap = legendOf(cells, chart, narrow);
    if (chart.zoom) {
      result.dataZoom = [
        { type: 'inside', zoomOnMouseWheel: 'ctrl', moveOnMouseWheel: false, filterMode: 'filter' },
        { type: 'slider', show: !printing, height: 22, bottom: 8, borderColor: css('rule'), textStyle: { color: css('quiet') }, filterMode: 'filter', brushSelect: false,
          showDetail: !narrow, labelFormatter: (i, name) => name || '' }
      ];
    }
    return result;
  }

  // Cells decide how far the axes reach, so that none is cut off.
  function bounds(cells, x, y) {
    const rows = rowsOf(cells);
    if (x.type !== 'category') Object.assign(x, { min: Math.min(...rows.map(r => r[0])), max: Math.max(...rows.map(r => r[1])) });
    if (y.type !== 'category') Object.assign(y, { min: Math.min(...rows.map(r => r[2])), max: Math.max(...rows.map(r => r[3])) });
    for (const one of [x, y]) {
      one.splitLine = { show: false };
      if (one.type !== 'category') one.axisLabel.showMinLabel = one.axisLabel.showMaxLabel = false;
      one.boundaryGap = true;
    }
  }

  function legendOf(cells, chart, narrow) {
    const scale = scaleOf(cells);
    return {
      type: 'continuous', min: scale.min, max: scale.max, dimension: 4, seriesIndex: chart.series.indexOf(cells), inRange: { color: scale.colours },
      text: [show(scale.max, cells.format), show(scale.min, cells.format)], textStyle: { color: css('quiet') }, itemWidth: 12,
      itemHeight: narrow ? 130 : 140, orient: narrow ? 'horizontal' : 'vertical', right: narrow ? 'center' : 4, left: narrow ? 'center' : undefined,
      top: narrow ? undefined : 'middle', bottom: narrow ? 0 : undefined
    };
  }

  /**
   * Places labels of points one after another: right of the point, left of it, or a line or more down or up, where neither another label nor a point lies, else over points; one
   * that finds no place is left out, the table of numbers has it.
   */
  function placing(series, chart) {
    const gap = 6, steps = [0, 13, -13, 26, -26, 39, -39];
    const placed = new Map(); // by point: they are asked for in any order
    return label => {
      placed.delete(label.dataIndex);
      const point = label.rect, size = label.labelRect, right = point.x + point.width + gap, left = point.x - gap - size.width;
      const meets = (place, x, y, width, height) => place.x <= x + width && x <= place.x + size.width && place.y < y + height && y < place.y + size.height;
      const places = steps.flatMap(step => [right, left].map(x => ({ x, y: point.y + (point.height - size.height) / 2 + step, width: size.width, height: size.height })))
        .filter(place => place.x >= 0 && place.x + place.width <= chart.width && place.y >= 0)
        .filter(place => [...placed.values()].every(other => !meets(place, other.x, other.y, other.width, other.height)));
      const points = rowsOf(series).filter(row => row[1] !== null).map(chart.pixels), around = point.width / 2 + 1;
      const free = places.find(place => points.every(([x, y]) => !meets(place, x - around, y - around, 2 * around, 2 * around))) || places[0];
      if (!free) return { x: -chart.width, y: 0 };
      placed.set(label.dataIndex, free);
      return { x: free.x, y: free.y, align: 'left', verticalAlign: 'top' };
    };
  }

  function draw(series, index, chart, colour) {
    const rows = rowsOf(series), dash = DASHES[index % DASHES.length];
    const common = { name: series.name, itemStyle: { color: colour }, lineStyle: { color: colour, width: 1.8, type: series.look === 'reference' ? 'solid' : dash } };
    switch (series.kind) {
      case 'line':
      case 'step':
        return [{ ...common, type: 'line', step: series.kind === 'step' ? 'middle' : false, showSymbol: rows.length < 40 || series.kind === 'step' && rows.length < 80, symbolSize: 4,
          connectNulls: false, data: rows.map(r => r[0]), lineStyle: { ...common.lineStyle, width: series.look === 'reference' ? 1.3 : 1.8 } }];
      case 'bars': {
        const several = chart.series.filter(s => s.kind === 'bars').length > 1;
        return [{ ...common, type: 'bar', barMaxWidth: 28, data: rows.map(r => r[0]),
          label: { show: !!chart.sideways && !several, position: 'right', color: css('text'), formatter: p => show(p.value, chart.y.format) } }];
      }
      case 'outline':
        return [{ ...common, type: 'line', symbol: 'none', data: rows, lineStyle: { ...common.lineStyle, type: 'solid', width: 1.5 }, areaStyle: { color: colour, opacity: .25 }, z: 2 }];
      case 'path':
        if (series.look === 'mark' || series.look === 'grid') {
          const grid = series.look === 'grid';
          return [{ ...common, type: 'line', symbol: 'none', connectNulls: false, silent: grid, data: rows.map(r => r[0] === null ? ['-', '-'] : r),
            lineStyle: { color: colour, type: 'solid', width: grid ? .7 : 2.5, opacity: grid ? .6 : 1 }, z: grid ? 2 : 4 }];
        }
        return [{ ...common, type: 'line', showSymbol: rows.length < 60, symbolSize: 5, data: rows, lineStyle: { ...common.lineStyle, type: 'solid', width: 1.5 }, z: 3 }];
      case 'points': {
        const star = series.look === 'star', dots = series.look === 'dots';
        return [{ ...common, type: 'scatter', data: rows, symbol: star ? 'diamond' : 'circle', symbolSize: star ? 16 : dots ? 4 : 8,
          itemStyle: { color: colour, borderColor: css('ground'), borderWidth: dots ? 0 : 1, opacity: dots ? .75 : 1 }, z: star ? 5 : 4,
          label: series.labels ? { show: true, position: 'right', distance: 6, color: css('text'), fontSize: 11, formatter: p => series.labels[p.dataIndex] } : undefined,
          labelLayout: series.labels ? placing(series, chart) : undefined }];
      }
      case 'band':
        return [
          { name: series.name, type: 'line', stack: 'band' + index, stackStrategy: 'all', symbol: 'none', lineStyle: { opacity: 0 }, itemStyle: { color: colour }, data: rows.map(r => r[0]) },
          { name: series.name, type: 'line', stack: 'band' + index, stackStrategy: 'all', symbol: 'none', lineStyle: { opacity: 0 }, itemStyle: { color: colour },
            areaStyle: { color: colour, opacity: .25 }, data: rows.map(r => r[0] === null || r[1] === null ? null : r[1] - r[0]) }
        ];
      case 'candles':
        return [{ name: series.name, type: 'candlestick', data: rows,
          itemStyle: { color: css('ground'), color0: css('quiet'), borderColor: css('quiet'), borderColor0: css('quiet') } }];
      case 'segments': {
        // A trade is drawn by its two ends: a triangle where it is opened, a circle where it is left, and a line between.
        return [{ name: series.name, type: 'custom', data: rows, encode: { x: [0, 2], y: [1, 3] }, z: 6, itemStyle: { color: colour }, clip: true,
          renderItem: (params, api) => {
            const from = api.coord([api.value(0), api.value(1)]), to = api.coord([api.value(2), api.value(3)]);
            const tone = api.value(4) >= 0 ? css('gain') : css('loss');
            return { type: 'group', children: [
              { type: 'line', shape: { x1: from[0], y1: from[1], x2: to[0], y2: to[1] }, style: { stroke: tone, lineWidth: 2 } },
              { type: 'polygon', shape: { points: [[from[0], from[1] - 5], [from[0] - 4, from[1] + 3], [from[0] + 4, from[1] + 3]] }, style: { fill: tone } },
              { type: 'circle', shape: { cx: to[0], cy: to[1], r: 3 }, style: { fill: css('ground'), stroke: tone, lineWidth: 1.5 } }
            ] };
          } }];
      }
      default: {
        const half = [chart.x.scale, chart.y.scale].map(scale => scale === 'names' ? .5 : 0);
        return [{ name: series.name, type: 'custom', data: rows, encode: { x: [0, 1], y: [2, 3], value: 4 }, clip: true, z: 1,
          renderItem: (params, api) => {
            const low = edge(api, half, 0, 2), high = edge(api, half, 1, 3);
            const box = { x: low[0], y: high[1], width: Math.max(.5, high[0] - low[0]), height: Math.max(.5, low[1] - high[1]) };
            if (series.look !== 'borders') { // no seam between neighbours
              box.width += .6;
              box.height += .6;
            }
            const border = series.look === 'borders';
            if (series.plateau !== undefined && series.plateau !== null && series.sign * api.value(4) >= series.sign * series.plateau) {
              return { type: 'rect', shape: { x: box.x + 1, y: box.y + 1, width: Math.max(.5, box.width - 2), height: Math.max(.5, box.height - 2) },
                style: { fill: api.visual('color'), stroke: css('mark'), lineWidth: 1.5 } };
            }
            return { type: 'rect', shape: box, style: { fill: api.visual('color'), stroke: border ? css('rule') : null, lineWidth: border ? .5 : 0 } };
          } }];
      }
    }
  }

  // Cells over names reach half a name to either side.
  function edge(api, half, x, y) {
    const point = api.coord([api.value(x), api.value(y)]);
    const size = half[0] || half[1] ? api.size([1, 1]) : [0, 0];
    const side = x === 0 ? -1 : 1;
    return [point[0] + side * half[0] * size[0], point[1] - side * half[1] * size[1]];
  }

  function tip(chart, items) {
    const list = Array.isArray(items) ? items : [items];
    const lines = [];
    if (list.length && list[0].axisValueLabel !== undefined) lines.push(String(list[0].axisValueLabel));
    for (const item of list) {
      const series = chart.series.find(s => s.name === item.seriesName);
      if (!series || lines.length > 14) continue;
      lines.push(words(chart, series, item));
    }
    return lines.filter((l, i) => lines.indexOf(l) === i).join('\n');
  }

  function words(chart, series, item) {
    const row = rowsOf(series)[item.dataIndex] || [];
    const choice = axis => axis.choices ? v => axis.choices[Math.round(v)] || v : null;
    const fx = choice(chart.x) || (v => chart.x.names ? place(chart.x, v) : show(v, chart.x.format));
    const fy = choice(chart.y) || (v => chart.y.names ? place(chart.y, v) : show(v, chart.y.format));
    switch (series.kind) {
      case 'candles': return 'open ' + fy(row[0]) + '  close ' + fy(row[1]) + '\nlow ' + fy(row[2]) + '  high ' + fy(row[3]);
      case 'band': return series.name + ': ' + fy(row[0]) + ' to ' + fy(row[1]);
      case 'segments': return series.name + ': ' + fx(row[0]) + ' at ' + fy(row[1]) + ' to ' + fx(row[2]) + ' at ' + fy(row[3]) + ', ' + show(row[4], 'percent');
      case 'cells': return cellWords(row[0], row[1], fx) + '\n' + cellWords(row[2], row[3], fy) + '\n' + series.name + ': ' + show(row[4], series.format);
      case 'outline':
      case 'path':
      case 'points': return (series.labels ? series.labels[item.dataIndex] : series.name) + '\n' + chart.x.label + ' ' + fx(row[0]) + '\n' + chart.y.label + ' ' + fy(row[1]);
      default: return series.name + ': ' + fy(row[0]);
    }
  }

  function cellWords(from, to, format) {
    return format(from) === format(to) ? String(format(from)) : format(from) + ' to ' + format(to);
  }

  // ---- charts: life --------------------------------------------------------------------------------------------------------------------

  function isDark() {
    return root.dataset.theme === 'dark';
  }

  function paint(figure) {
    const state = drawn.get(figure), plot = figure.querySelector('.plot');
    if (state.echart) {
      state.zoom = zoomOf(state);
      state.echart.dispose();
    }
    if (state.chart.sideways) {
      const count = state.chart.x.names.length * Math.max(1, state.chart.series.filter(s => s.kind === 'bars').length);
      plot.style.height = Math.max(140, 60 + 26 * count) + 'px';
    }
    state.narrow = !printing && plot.clientWidth < 560;
    state.echart = echarts.init(plot, null, printing ? { renderer: 'canvas', width: PRINTED, devicePixelRatio: figures.length > 60 ? 1 : 2 } : { renderer: 'canvas' });
    state.chart.pixels = row => state.echart.convertToPixel({ xAxisIndex: 0, yAxisIndex: 0 }, row);
    state.chart.width = printing ? PRINTED : plot.clientWidth;
    state.echart.setOption(option(state.chart, state.narrow, state.log, state.visible));
    if (state.zoom) state.echart.dispatchAction({ type: 'dataZoom', start: state.zoom[0], end: state.zoom[1] });
    const paints = colours(state.chart);
    figure.querySelectorAll('.swatch').forEach(s => { s.style.background = paints[Number(s.dataset.series)]; });
    figure.dataset.drawn = isDark() ? 'dark' : 'light';
  }

  function begin(figure) {
    if (drawn.has(figure)) return;
    const chart = read(figure);
    drawn.set(figure, { chart, visible: chart.series.map(s => !s.hidden), log: false, echart: null, zoom: null });
    figure.insertBefore(tools(figure, chart), figure.querySelector('.plot'));
    const data = make('details');
    data.append(make('summary', 'Numbers'));
    data.addEventListener('toggle', () => {
      if (data.open && data.children.length === 1) dataTables(drawn.get(figure).chart, data);
    });
    figure.append(data);
    paint(figure);
  }

  function zoomOf(state) {
    const zoom = state.chart.zoom && state.echart.getOption().dataZoom;
    return zoom && zoom.length ? [zoom[0].start, zoom[0].end] : null;
  }

  function move(figure, change) {
    const state = drawn.get(figure);
    let [from, to] = change(...zoomOf(state));
    const width = Math.min(100, Math.max(1, to - from));
    from = Math.min(100 - width, Math.max(0, from));
    state.echart.dispatchAction({ type: 'dataZoom', start: from, end: from + width });
  }

  function tools(figure, chart) {
    const holder = make('div', null, { role: 'group', 'aria-label': 'What ' + chart.title + ' shows' });
    holder.className = 'tools';
    if (chart.land) selects(figure, chart, holder);
    if (chart.series.length > 1 && !chart.sideways || chart.series.some(s => s.hidden)) {
      chart.series.forEach((series, index) => holder.append(toggle(figure, series, index)));
    }
    if (chart.log) {
      const log = button('Log scale', element => {
        const state = drawn.get(figure);
        state.log = !state.log;
        element.setAttribute('aria-pressed', state.log);
        paint(figure);
      });
      log.setAttribute('aria-pressed', 'false');
      holder.append(log);
    }
    if (chart.zoom) {
      holder.append(
        button('Zoom in', () => move(figure, (a, b) => [a + (b - a) / 4, b - (b - a) / 4])),
        button('Zoom out', () => move(figure, (a, b) => [a - (b - a) / 2, b + (b - a) / 2])),
        button('Earlier', () => move(figure, (a, b) => [a - (b - a) / 2, b - (b - a) / 2])),
        button('Later', () => move(figure, (a, b) => [a + (b - a) / 2, b + (b - a) / 2])),
        button('All', () => move(figure, () => [0, 100])));
    }
    return holder;
  }

  function toggle(figure, series, index) {
    const element = button('', () => {
      const state = drawn.get(figure);
      state.visible[index] = !state.visible[index];
      element.setAttribute('aria-pressed', state.visible[index]);
      state.echart.dispatchAction({ type: state.visible[index] ? 'legendSelect' : 'legendUnSelect', name: series.name });
    });
    element.setAttribute('aria-pressed', !series.hidden);
    const swatch = make('span', null, { 'data-series': index });
    swatch.className = 'swatch';
    element.append(swatch, series.name);
    return element;
  }

  function theme() {
    const dark = chosen === null ? media.matches : chosen === 'dark';
    if (root.dataset.theme === (dark ? 'dark' : 'light')) return;
    root.dataset.theme = dark ? 'dark' : 'light';
    drawn.forEach((state, figure) => paint(figure));
  }

  function themeButton() {
    const element = button('', () => {
      chosen = isDark() ? 'light' : 'dark';
      theme();
      label();
    });
    function label() {
      element.textContent = isDark() ? 'Light' : 'Dark';
      element.setAttribute('aria-label', isDark() ? 'Show on a light ground' : 'Show on a dark ground');
    }
    media.addEventListener('change', () => {
      theme();
      label();
    });
    label();
    return element;
  }

  // A link to what is folded up opens it.
  function reveal() {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let at = target; at; at = at.parentElement) {
      if (at.tagName === 'DETAILS') at.open = true;
    }
    if (target) target.scrollIntoView();
  }

  function resize() {
    if (printing) return;
    drawn.forEach((state, figure) => {
      const plot = figure.querySelector('.plot');
      if (plot.clientWidth === 0) return;
      if ((plot.clientWidth < 560) !== state.narrow) paint(figure);
      else state.echart.resize();
    });
  }

  // ---- flame graphs ---------------------------------------------------------------------------------------------------------------------

  const BOX = 20, LEAST = 3;

  // Boxes come with their depth, each before those inside of it; one begins where its left neighbour ends.
  function boxes(data) {
    const path = [], all = [];
    for (let i = 0; i < data.nodes.length; i += 4) {
      const depth = data.nodes[i + 1], parent = depth > 0 ? path[depth - 1] : null;
      const box = { name: data.names[data.nodes[i]], depth, amount: data.nodes[i + 2], kind: data.nodes[i + 3], parent, inside: [], filled: 0, from: 0 };
      if (parent) {
        box.from = parent.from + parent.filled;
        parent.filled += box.amount;
        parent.inside.push(box);
      }
      path[depth] = box;
      all.push(box);
    }
    return all;
  }

  // Ten colours, and ten stronger ones.
  function dye(element, kind) {
    element.style.setProperty('--kind', 'var(--c' + kind % 10 + ')');
    element.style.setProperty('--strength', kind < 10 ? '22%' : '45%');
  }

  function flame(figure) {
    const data = JSON.parse(figure.querySelector('script').textContent), all = boxes(data), plot = figure.querySelector('.plot');
    if (!all.length) return;
    const whole = all[0], tools = make('div'), status = make('p', null, { 'aria-live': 'polite' });
    let top = whole, current = whole, sought = '';
    status.className = 'note';
    tools.className = 'tools';
    const label = make('label', 'Find '), input = make('input', null, { type: 'search', size: '24' });
    label.append(input);
    tools.append(button('Whole', () => enter(whole)), label);
    const legend = make('div');
    legend.className = 'tools';
    data.kinds.forEach((kind, index) => {
      if (!all.some(box => box.kind === index)) return;
      const entry = make('span'), swatch = make('span');
      swatch.className = 'swatch dyed';
      dye(swatch, index);
      entry.append(swatch, kind);
      legend.append(entry);
    });
    plot.before(tools, legend);
    plot.after(status);

    function isSought(box) {
      return sought !== '' && box.name.toLowerCase().includes(sought);
    }

    // A box inside of one that is counted is counted with it.
    function found() {
      let sum = 0, until = -1;
      for (const box of all) {
        if (box.depth <= until) until = -1;
        if (until < 0 && isSought(box)) {
          sum += box.amount;
          until = box.depth;
        }
      }
      return sum;
    }

    function tell(box) {
      status.textContent = box.name + ': ' + show(box.amount, data.format) + ', ' + show(box.amount / whole.amount, 'percent') + ', ' + data.kinds[box.kind]
        + (sought === '' ? '' : '; found: ' + show(found() / whole.amount, 'percent'));
    }

    function enter(box) {
      top = box;
      current = box;
      draw();
      plot.querySelector('[tabindex="0"]').focus();
    }

    function go(box) {
      if (!box) return;
      current = box;
      if (box.from < top.from || box.from + box.amount > top.from + top.amount || box.amount / top.amount * plot.clientWidth < LEAST) top = box;
      draw();
      plot.querySelector('[tabindex="0"]').focus();
    }

    function beside(box, step) {
      return box.parent && box.parent.inside[box.parent.inside.indexOf(box) + step];
    }

    function element(box, width) {
      const holds = box.from <= top.from && box.from + box.amount >= top.from + top.amount;
      const left = holds ? 0 : (box.from - top.from) / top.amount * width, right = holds ? width : (box.from + box.amount - top.from) / top.amount * width;
      if (right - left < LEAST || left >= width || right <= 0) return null;
      const one = make('button', right - left > 30 ? box.name.replace(/^([a-z]\w*\.)+(?=[A-Z])/, '') : '', { type: 'button', tabindex: box === current ? '0' : '-1', title: box.name });
      one.setAttribute('aria-label', box.name + ', ' + show(box.amount, data.format) + ', ' + show(box.amount / whole.amount, 'percent'));
      one.style.left = left + 'px';
      one.style.width = Math.max(1, right - left - 1) + 'px';
      one.style.top = box.depth * BOX + 'px';
      dye(one, box.kind);
      one.classList.add('dyed');
      one.classList.toggle('sought', isSought(box));
      one.addEventListener('click', () => enter(box));
      one.addEventListener('focus', () => tell(box));
      one.addEventListener('mouseenter', () => tell(box));
      one.addEventListener('keydown', event => {
        const to = { ArrowDown: box.inside[0], ArrowUp: box.parent, ArrowLeft: beside(box, -1), ArrowRight: beside(box, 1), Escape: whole }[event.key];
        if (event.key === 'Escape') enter(whole);
        else if (to) go(to);
        if (to) event.preventDefault();
      });
      return one;
    }

    function draw() {
      const width = plot.clientWidth;
      let deepest = 0;
      const shown = [];
      for (const box of all) {
        const one = element(box, width);
        if (one) {
          shown.push(one);
          deepest = Math.max(deepest, box.depth);
        }
      }
      plot.style.height = (deepest + 1) * BOX + 'px';
      plot.replaceChildren(...shown);
    }

    input.addEventListener('input', () => {
      sought = input.value.trim().toLowerCase();
      draw();
      tell(current);
    });
    let drawnWidth = 0;
    new ResizeObserver(() => {
      if (plot.clientWidth !== drawnWidth) {
        drawnWidth = plot.clientWidth;
        draw();
      }
    }).observe(figure);
  }

  document.querySelectorAll('figure.flame').forEach(flame);

  const figures = Array.from(document.querySelectorAll('figure.chart'));
  theme();
  document.querySelector('header').append(themeButton());
  document.querySelectorAll('div.table').forEach(furnish);
  addEventListener('hashchange', reveal);
  reveal();
  if (figures.length) {
    const near = new IntersectionObserver(entries => {
      for (const entry of entries) {
        if (entry.isIntersecting) {
          near.unobserve(entry.target);
          begin(entry.target);
        }
      }
    }, { rootMargin: '400px' });
    figures.forEach(figure => near.observe(figure));
    new ResizeObserver(resize).observe(document.querySelector('main'));
  }
  const folded = [];
  let ground = null;
  // Paper is drawn before the next frame, and what is only resized is painted in that: so charts are painted anew, for paper and back.
  addEventListener('beforeprint', () => {
    ground = chosen;
    chosen = 'light';
    document.querySelectorAll('main > details, main section > details').forEach(d => {
      if (!d.open) {
        folded.push(d);
        d.open = true;
      }
    });
    theme();
    printing = true;
    figures.forEach(figure => drawn.has(figure) ? paint(figure) : begin(figure));
  });
  addEventListener('afterprint', () => {
    printing = false;
    folded.splice(0).forEach(d => { d.open = false; });
    chosen = ground;
    theme();
    drawn.forEach((state, figure) => paint(figure));
  });
})();
