using Perceiver.Properties.Tests.Conventions;

namespace Perceiver.Properties.Tests.Packages;

/// <summary>The README's examples, as printed.</summary>
internal static class ReadmeBlocks
{
    /// <summary>The blocks of one language, in their order.</summary>
    public static IReadOnlyList<string> Of(string language)
    {
        var blocks = new List<string>();
        List<string>? block = null;
        foreach (var line in Repository.Read("README.md").Split('\n'))
        {
            if (block is null)
            {
                block = line == "```" + language ? [] : null;
            }
            else if (line == "```")
            {
                blocks.Add(string.Join('\n', block) + "\n");
                block = null;
            }
            else
            {
                block.Add(line);
            }
        }

        return blocks;
    }

    /// <summary>The small config that the README declares.</summary>
    public static string TinyYaml =>
        Of("yaml").Single(block => block.StartsWith("# configs/tiny.yaml", StringComparison.Ordinal));

    /// <summary>The program that uses it.</summary>
    public static string TinyProgram =>
        Of("csharp").Single(block => block.Contains("Tiny.Init", StringComparison.Ordinal));
}
