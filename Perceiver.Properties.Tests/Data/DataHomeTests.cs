using Perceiver.Data;
using Xunit;

namespace Perceiver.Properties.Tests.Data;

public sealed class DataHomeTests
{
    [Theory]
    [InlineData("/data", "/xdg", "/home/a", "/data")]
    [InlineData("", "/xdg", "/home/a", "/xdg/perceiver")]
    [InlineData(null, "relative", "/home/a", "/home/a/.local/share/perceiver")]
    [InlineData(null, null, "/home/a", "/home/a/.local/share/perceiver")]
    public void The_environment_decides(string? own, string? xdg, string? home, string expected) =>
        Assert.Equal(
            expected,
            DataHome.Resolve(name =>
                name switch
                {
                    "PERCEIVER_DATA" => own,
                    "XDG_DATA_HOME" => xdg,
                    "HOME" => home,
                    _ => null,
                }
            )
        );

    [Fact]
    public void A_folder_that_is_named_is_the_only_one_looked_at()
    {
        Assert.Equal(["/a"], new DataLocation("/a", "/home").Roots);
        Assert.Equal(["/home", "/system"], new DataLocation(null, "/home", ["/system"]).Roots);
        Assert.Equal(["/a/x", "/a"], new DataLocation("/a").Candidates("x"));
    }

    [Fact]
    public void Names_are_found_and_unknown_ones_get_a_hint()
    {
        Assert.All(DataCatalog.All, entry => Assert.Same(entry, DataCatalog.Find(entry.Name)));
        Assert.Equal("cifar100", DataCatalog.Find("CIFAR-100")?.Name);
        Assert.Null(DataCatalog.Find("imagenet"));
        Assert.Contains("did you mean 'fashion-mnist'?", DataCatalog.Unknown("fashion-mnits").Message);
        Assert.Contains("cifar100", DataCatalog.Unknown("imagenet").Message);
    }
}
