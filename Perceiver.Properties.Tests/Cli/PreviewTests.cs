using Perceiver.Data;
using Perceiver.Properties.Tests.Data;
using Xunit;

namespace Perceiver.Properties.Tests.Cli;

/// <summary>The contact sheet of augmented examples.</summary>
[Collection(CliCollection.Name)]
public sealed class PreviewTests : IDisposable
{
    private readonly TinyRun _tiny = new();

    public void Dispose() => _tiny.Dispose();

    [Fact]
    public void A_sheet_shows_each_example_as_it_is_and_changed()
    {
        var sheet = Preview(
            "plain.png",
            "--set",
            "data.augmentation=[{ kind: horizontal_flip, labels: [1, 0], probability: 1 }]"
        );
        var (first, second) = (Cell(sheet, 0, 0), Cell(sheet, 0, 1));

        // Mirrored: the left half of the changed picture is the right half of the one that is as it is.
        Assert.NotEqual(first, second);
        Assert.Equal(Enumerable.Range(0, 96).Select(x => first[95 - x]), second);
        Assert.Equal(second, Cell(sheet, 0, 5));

        var same = Preview("none.png", "--set", "data.augmentation=[]");
        Assert.Equal(Cell(same, 0, 0), Cell(same, 0, 5));
    }

    [Fact]
    public void A_flip_that_would_falsify_labels_is_found_when_their_names_are_known() =>
        Command
            .Run(
                _tiny,
                "preview",
                _tiny.ConfigPath,
                "--data",
                _tiny.Folder.Path,
                "--set",
                "data.augmentation=[horizontal_flip]"
            )
            .ShouldFail(1, "'left' and 'right' are sides", "'labels'");

    [Fact]
    public void A_sheet_that_cannot_be_written_is_said_so() =>
        Command
            .Run(
                _tiny,
                "preview",
                _tiny.ConfigPath,
                "--data",
                _tiny.Folder.Path,
                "--out",
                _tiny.Folder["no/such/file.png"]
            )
            .ShouldFail(1, "cannot be written");

    [Fact]
    public void An_encoded_image_decodes_to_its_bytes()
    {
        foreach (var channels in new[] { 1, 3 })
        {
            var pixels = new byte[5 * 7 * channels];
            new Random(channels).NextBytes(pixels);
            var file = ImageEncoder.Png(new DecodedImage(pixels, 5, 7, channels)).Value();
            var image = ImageDecoder.Decode(file, "it", channels).Value();
            Assert.Equal((5, 7, channels), (image.Height, image.Width, image.Channels));
            Assert.Equal(pixels, image.Pixels.ToArray());
        }
    }

    private DecodedImage Preview(string name, params string[] more)
    {
        var path = _tiny.Folder[name];
        string[] arguments =
        [
            "preview",
            _tiny.ConfigPath,
            "--data",
            _tiny.Folder.Path,
            "--out",
            path,
            "--count",
            "3",
            .. more,
        ];
        var result = Command.Run(_tiny, arguments).ShouldSucceed();
        Assert.Contains(path, result.Out, StringComparison.Ordinal);
        return ImageDecoder.Decode(path, 3).Value();
    }

    // The upper row of pixels of a picture: cells are 96 wide, with 8 between them.
    private static byte[] Cell(DecodedImage sheet, int row, int column)
    {
        var line = (row * (96 + 10 + 16)) + 8;
        var start = ((line * sheet.Width) + (column * 104) + 8) * 3;
        return [.. Enumerable.Range(0, 96).Select(x => sheet.Pixels.Span[start + (3 * x)])];
    }
}
