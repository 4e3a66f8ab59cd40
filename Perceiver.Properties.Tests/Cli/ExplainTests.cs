using Perceiver.Config;
using Xunit;

namespace Perceiver.Properties.Tests.Cli;

/// <summary><c>explain</c> prints the page of a diagnostic.</summary>
[Collection(CliCollection.Name)]
public sealed class ExplainTests : IDisposable
{
    private readonly TinyRun _tiny = new();

    public void Dispose() => _tiny.Dispose();

    [Theory]
    [InlineData("PCV105")]
    [InlineData("pcv201")]
    [InlineData("PCV901")]
    public void A_page_is_printed(string id)
    {
        var page = Command.Run(_tiny, "explain", id).ShouldSucceed().Out;

        Assert.Equal(DiagnosticPages.Markdown(id.ToUpperInvariant()), page);
        Assert.All(["## Why", "## Wrong", "## Right", "## What to do"], title => Assert.Contains(title, page));
    }

    [Theory]
    [InlineData("PCV15", "there is no diagnostic 'PCV15'. Did you mean 'PCV015'?")]
    [InlineData("batch", "there is no diagnostic 'BATCH'. They are listed in docs/diagnostics/README.md")]
    public void One_that_is_not_known_is_said_so(string id, string words) =>
        Command.Run(_tiny, "explain", id).ShouldFail(2, words);
}
