using System.Runtime.CompilerServices;
using Perceiver.Config;
using Xunit;

namespace Perceiver.Properties.Tests.Config;

/// <summary>Documents made from the schema are fresh. Set PERCEIVER_APPROVE=1 to write them anew.</summary>
public sealed class DocumentTests
{
    [Fact]
    public void The_config_reference_is_fresh() => Approve("docs/config.md", ConfigReference.Markdown());

    [Fact]
    public void The_list_of_diagnostics_is_fresh() =>
        Approve("docs/diagnostics/README.md", DiagnosticsReference.Markdown());

    [Fact]
    public void The_schema_for_editors_is_fresh() =>
        Approve("configs/" + JsonSchemaDocument.FileName, JsonSchemaDocument.Text());

    [Fact]
    public void The_pages_of_the_diagnostics_are_fresh_and_there_is_no_other()
    {
        foreach (var id in DiagnosticPages.Ids)
        {
            Approve(DiagnosticPages.PathOf(id), DiagnosticPages.Markdown(id)!);
        }

        var files = Directory
            .GetFiles(Full(DiagnosticPages.Folder), "PCV*.md")
            .Select(Path.GetFileNameWithoutExtension);
        Assert.Equal(DiagnosticPages.Ids, files.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_shipped_config_names_the_schema_first() =>
        Assert.All(
            ShippedConfigs.Names,
            name =>
                Assert.StartsWith(
                    JsonSchemaDocument.FirstLine + "\n",
                    ShippedConfigs.Text(name),
                    StringComparison.Ordinal
                )
        );

    [Fact]
    public void Every_rule_has_an_id_of_its_own_and_says_what_to_do()
    {
        Assert.Equal(Rules.All.Count, Rules.All.Select(rule => rule.Id).Distinct().Count());
        Assert.All(Rules.All, rule => Assert.Matches("^PCV[0-3][0-9]{2}$", rule.Id));
        Assert.All(Rules.All, rule => Assert.EndsWith(".", rule.Remedy, StringComparison.Ordinal));
    }

    private static string Full(string path, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", path);

    private static void Approve(string path, string text)
    {
        var full = Full(path);
        if (Environment.GetEnvironmentVariable("PERCEIVER_APPROVE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            File.WriteAllText(full, text);
        }

        Assert.Equal(File.ReadAllText(full), text);
    }
}
