using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Perceiver.Generators.Configs;

/// <summary>
/// How much the consuming project can compile: constants always, the config with Perceiver.Config, the functions with
/// Perceiver.Model. Read from the references, which an edit of C# does not touch.
/// </summary>
internal sealed record EmitTarget(bool HasConfig, bool HasModel)
{
    private const string Config = "Perceiver.Config";
    private const string Model = "Perceiver.Model";

    /// <summary>The name if the reference is one of ours, or else nothing.</summary>
    public static string Reference(MetadataReference reference)
    {
        var display = reference.Display ?? "";
        var name = display.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)
            ? Path.GetFileNameWithoutExtension(display.Replace('\\', '/'))
            : display;
        return name is Config or Model ? name : "";
    }

    public static EmitTarget Of(ImmutableArray<string> names)
    {
        var config = names.Contains(Config);
        return new(config, config && names.Contains(Model));
    }
}
