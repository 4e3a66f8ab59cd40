using Perceiver.Config;

namespace Perceiver.Cli;

/// <summary>Reads configs, and finds what they extend.</summary>
public static class ConfigTexts
{
    /// <summary>The text of a file.</summary>
    public static ConfigText Read(string path)
    {
        try
        {
            return new(Path.GetFileNameWithoutExtension(path), path, File.ReadAllText(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure($"{path} cannot be read: {exception.Message}");
        }
    }

    /// <summary>The folder that a file stands in.</summary>
    public static string FolderOf(string path) => Path.GetDirectoryName(path) ?? "";

    /// <summary>
    /// What can be extended: the configs of a folder, and the shipped ones of other names.
    /// </summary>
    /// <param name="folder">The folder of the config that extends; null for a shipped one.</param>
    public static ConfigBases Bases(string? folder) =>
        new(
            name =>
                InFolder(folder, name) is { } path ? Read(path)
                : ShippedModels.Find(name) is null ? null
                : new ConfigText(name, name + ".yaml", ShippedModels.Text(name)),
            () => NamesIn(folder).Concat(ShippedModels.Names).Distinct()
        );

    private static string? InFolder(string? folder, string name) =>
        folder is not null
        && name == Path.GetFileName(name)
        && Path.Combine(folder, name + ".yaml") is var path
        && File.Exists(path)
            ? path
            : null;

    private static IEnumerable<string> NamesIn(string? folder) =>
        folder is null
            ? []
            : Directory
                .EnumerateFiles(folder.Length == 0 ? "." : folder, "*.yaml")
                .Select(path => Path.GetFileNameWithoutExtension(path));
}
