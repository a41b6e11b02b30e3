/**
 * The commands about models of forecasts and about the cache of what they forecast. What forecasts lives in core and in its own modules.
 */
package dev.fastback.command.model;
