using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Perceiver.Properties.Tests.Conventions;

/// <summary>A misspelt line in a BannedSymbols.txt bans nothing and says nothing: so each one must name something.</summary>
public sealed class BannedSymbolTests
{
    private static readonly CSharpCompilation Platform = CSharpCompilation.Create(
        "platform",
        references: ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path))
    );

    public static TheoryData<string> Layers => ["Config", "Generators", "Model", "Data", "Cli"];

    [Theory]
    [MemberData(nameof(Layers))]
    public void Every_banned_symbol_of_the_platform_exists(string layer)
    {
        // What the layers may not use of TorchSharp need not exist: the subset has only what they do use.
        string[] banned = [.. Banned(layer).Where(id => !id[2..].StartsWith("TorchSharp.", StringComparison.Ordinal))];

        Assert.NotEmpty(banned);
        Assert.All(banned, id => Assert.NotEmpty(DocumentationCommentId.GetSymbolsForDeclarationId(id, Platform)));
    }

    [Theory]
    [InlineData("Config", "T:System.IO.File", "T:System.Console", "T:System.Environment", "P:System.DateTime.UtcNow")]
    [InlineData("Generators", "T:System.IO.File", "T:System.Console", "T:System.Environment", "T:System.Random")]
    [InlineData("Model", "T:System.IO.File", "T:System.Console", "T:System.Random", "T:System.Threading.Tasks.Task")]
    [InlineData("Model", "M:TorchSharp.torch.manual_seed(System.Int64)", "M:TorchSharp.torch.Tensor.backward")]
    [InlineData("Data", "T:System.IO.File", "T:System.Console", "T:System.Random", "P:System.DateTime.Now")]
    [InlineData(
        "Cli",
        "T:System.Random",
        "M:TorchSharp.torch.manual_seed(System.Int64)",
        "T:TorchSharp.torch.autograd"
    )]
    public void What_a_layer_is_known_by_is_banned_there(string layer, params string[] symbols) =>
        Assert.Subset(Banned(layer).ToHashSet(), symbols.ToHashSet());

    private static IEnumerable<string> Banned(string layer) =>
        File.ReadLines(Path.Combine(Repository.Root, $"Perceiver.{layer}", "BannedSymbols.txt"))
            .Where(line => line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal))
            .Select(line => line.Split(';')[0]);
}
