using Perceiver.Config;

namespace Perceiver.Data;

/// <summary>One record of a <see cref="CsvTable"/>.</summary>
/// <param name="Line">The line it starts on, from 1.</param>
/// <param name="Fields">Its fields.</param>
internal sealed record CsvRow(int Line, EquatableArray<string> Fields);
