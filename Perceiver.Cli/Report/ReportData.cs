using System.Collections.Immutable;

namespace Perceiver.Cli;

/// <summary>The JSON that the page's script reads.</summary>
/// <param name="Program">Version of the program that made the page.</param>
/// <param name="Runs">The runs, in the order in which they were named.</param>
public sealed record ReportData(string Program, ImmutableArray<RunReport> Runs);
