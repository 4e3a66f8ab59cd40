using Perceiver.Config;
using Perceiver.Generated;
using Xunit;

namespace Perceiver.Properties.Tests.Cli;

/// <summary><c>new</c> writes a config that compiles, and nothing over one that is there.</summary>
[Collection(CliCollection.Name)]
public sealed class NewTests : IDisposable
{
    private readonly TinyRun _tiny = new();

    public void Dispose() => _tiny.Dispose();

    [Fact]
    public void Every_shipped_config_can_be_started_from()
    {
        foreach (var (name, model) in Models.All)
        {
            var path = _tiny.Folder[$"my-{name}.yaml"];
            var result = Command
                .Run(_tiny, "new", "my-" + name, "--like", name, "--out", _tiny.Folder.Path)
                .ShouldSucceed();

            Assert.Equal(path, result.Out.Trim());
            Assert.Equal(model.Hash, ConfigCompiler.Compile(File.ReadAllText(path)).Hash);
            Command.Run(_tiny, "check", path).ShouldSucceed();
        }
    }

    [Fact]
    public void A_file_can_be_started_from_and_the_schema_lies_beside_the_new_one()
    {
        var folder = _tiny.Folder["new"];
        Command.Run(_tiny, "new", "mine", "--like", _tiny.ConfigPath, "--out", folder).ShouldSucceed();

        var text = File.ReadAllText(Path.Combine(folder, "mine.yaml"));
        Assert.Equal(ConfigCompiler.Compile(TinyRun.Config).Hash, ConfigCompiler.Compile(text).Hash);
        Assert.StartsWith(JsonSchemaDocument.FirstLine, text, StringComparison.Ordinal);
        Assert.Equal(JsonSchemaDocument.Text(), File.ReadAllText(Path.Combine(folder, JsonSchemaDocument.FileName)));
    }

    [Fact]
    public void What_is_there_stays()
    {
        Command.Run(_tiny, "new", "tiny", "--out", _tiny.Folder.Path).ShouldFail(2, "tiny.yaml is there already");
        Assert.Equal(TinyRun.Config, File.ReadAllText(_tiny.ConfigPath));
    }

    [Theory]
    [InlineData("../up", "cannot name a config")]
    [InlineData("3d", "a letter first")]
    [InlineData("a b", "cannot name a config")]
    [InlineData("Fashion_MNIST", "taken by 'fashion-mnist'")]
    [InlineData("models", "taken by 'models'")]
    public void A_name_that_gives_no_type_is_refused(string name, string words) =>
        Command.Run(_tiny, "new", name, "--out", _tiny.Folder.Path).ShouldFail(2, words);

    [Fact]
    public void A_model_to_start_from_must_be_there() =>
        Command
            .Run(_tiny, "new", "mine", "--like", "fashion-mist", "--out", _tiny.Folder.Path)
            .ShouldFail(2, "Did you mean 'fashion-mnist'?");
}
