namespace Perceiver.Config;

/// <summary>
/// The one list of what is declared, checked and counted, but not built. Whoever builds something deletes its line; when
/// the list is empty, this file goes.
/// </summary>
internal static class Unbuilt
{
    public static readonly IReadOnlyList<UnbuiltSetting> All =
    [
        new(
            "Several labels per example",
            c => At(c.Task is TaskConfig.Classification { MultiLabel: true }, "task.multi_label")
        ),
    ];

    public static void Check(PerceiverConfig config, PlaceFinder places)
    {
        foreach (var setting in All)
        {
            foreach (var path in setting.Places(config))
            {
                var above = path.Substring(0, path.LastIndexOf('.'));
                places.Report(
                    Rules.NotBuilt,
                    path.EndsWith(".kind", StringComparison.Ordinal) ? [path, above] : [path],
                    setting.What
                );
            }
        }
    }

    private static IEnumerable<string> At(bool used, string path) => used ? [path] : [];
}
