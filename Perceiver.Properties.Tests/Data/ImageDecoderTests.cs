using FsCheck;
using FsCheck.Xunit;
using Perceiver.Data;
using Xunit;

namespace Perceiver.Properties.Tests.Data;

public sealed class ImageDecoderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Property(MaxTest = 50)]
    public void A_png_comes_back_bit_for_bit(PositiveInt rows, PositiveInt columns, bool colour, int seed)
    {
        var (height, width, channels) = (rows.Get % 50 + 1, columns.Get % 50 + 1, colour ? 3 : 1);
        var pixels = new byte[height * width * channels];
        new Random(seed).NextBytes(pixels);
        var image = ImageDecoder.Decode(TestImages.Png(height, width, channels, pixels), "a.png", channels).Value();
        Assert.Equal((height, width, channels), (image.Height, image.Width, image.Channels));
        Assert.Equal(pixels, image.Pixels.ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_jpeg_comes_back_nearly(int channels)
    {
        var pixels = TestImages.Smooth(40, 56, channels);
        var image = ImageDecoder.Decode(TestImages.Jpeg(40, 56, channels, pixels), "a.jpg", channels).Value();
        Assert.Equal((40, 56, channels), (image.Height, image.Width, image.Channels));
        var worst = pixels.Zip(image.Pixels.ToArray(), (a, b) => Math.Abs(a - b)).Max();
        Assert.InRange(worst, 0, 6);
    }

    [Fact]
    public void Grey_becomes_three_equal_channels_and_colours_become_luma()
    {
        var grey = ImageDecoder.Decode(TestImages.Png(1, 2, 1, [10, 200]), "a.png", 3).Value();
        Assert.Equal([10, 10, 10, 200, 200, 200], grey.Pixels.ToArray());
        var luma = ImageDecoder.Decode(TestImages.Png(1, 3, 3, [255, 0, 0, 0, 255, 0, 0, 0, 255]), "a.png", 1).Value();

        // 0.299, 0.587 and 0.114 of 255, rounded.
        Assert.Equal([76, 150, 29], luma.Pixels.ToArray());
    }

    [Fact]
    public void What_is_transparent_stands_on_white()
    {
        var clear = ImageDecoder.Decode(TestImages.Png(1, 2, 4, [9, 8, 7, 0, 9, 8, 7, 255]), "a.png", 3).Value();
        Assert.Equal([255, 255, 255, 9, 8, 7], clear.Pixels.ToArray());
        var grey = ImageDecoder.Decode(TestImages.Png(1, 2, 2, [9, 0, 9, 255]), "a.png", 1).Value();
        Assert.Equal([255, 9], grey.Pixels.ToArray());
    }

    [Fact]
    public void Sixteen_bits_become_eight_on_the_same_curve()
    {
        byte[] samples = [0, 0, 0x40, 0x40, 0x80, 0x80, 0xFF, 0xFF];
        var image = ImageDecoder.Decode(TestImages.Png(1, 4, 1, samples, depth: 16), "a.png", 1).Value();
        Assert.Equal([0, 0x40, 0x80, 0xFF], image.Pixels.ToArray());
    }

    public static TheoryData<string, byte[]> Whole =>
        new()
        {
            { "a.png", TestImages.Png(9, 7, 3, TestImages.Smooth(9, 7, 3)) },
            { "a.jpg", TestImages.Jpeg(9, 7, 3, TestImages.Smooth(9, 7, 3)) },
        };

    [Theory]
    [MemberData(nameof(Whole))]
    public void Every_truncation_is_one_message(string name, byte[] file)
    {
        // Without PNG's end chunk (12 bytes) or JPEG's end marker (2 bytes) the picture is still whole.
        for (var length = 0; length < file.Length - 12; length++)
        {
            ImageDecoder.Decode(file.AsSpan(0, length), name, 3).FailsWith(name);
        }
    }

    [Theory]
    [MemberData(nameof(Whole))]
    public void No_damage_makes_it_throw(string name, byte[] file)
    {
        var random = new Random(7);
        var refused = 0;
        for (var i = 0; i < 3000; i++)
        {
            var damaged = (byte[])file.Clone();
            for (var k = random.Next(1, 4); k > 0; k--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            refused += ImageDecoder.Decode(damaged, name, 1).IsLeft ? 1 : 0;
        }

        Assert.InRange(refused, 1, 3000);
    }

    [Fact]
    public void A_huge_size_is_refused_before_anything_is_allocated()
    {
        var jpeg = TestImages.Jpeg(8, 8, 1, new byte[64]);
        var frame = jpeg.AsSpan().IndexOf<byte>([0xFF, 0xC0]);
        jpeg.AsSpan(frame + 5, 4).Fill(0xFF);
        var before = GC.GetAllocatedBytesForCurrentThread();
        ImageDecoder
            .Decode(TestImages.HollowPng(65535, 65535), "a.png", 3)
            .FailsWith("a.png", "65535 x 65535", "scale");
        ImageDecoder.Decode(TestImages.HollowPng(-1, -1), "a.png", 3).FailsWith("a.png");
        ImageDecoder.Decode(jpeg, "a.jpg", 3).FailsWith("a.jpg", "65535 x 65535", "scale it down");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void Empty_foreign_and_absent_files_are_named()
    {
        ImageDecoder.Decode(_folder.Write("empty.png", ""), 3).FailsWith("empty.png", "is empty");
        ImageDecoder.Decode(_folder.Write("text.png", "hello"), 3).FailsWith("text.png", "neither PNG nor JPEG");
        ImageDecoder.Decode(_folder["none.png"], 3).FailsWith("none.png", "does not exist");
        ImageDecoder.Decode(_folder.Path, 3).FailsWith(_folder.Path);
    }

    [Theory]
    [InlineData(NativeImageLibraries.Png, "libpng16-16")]
    [InlineData(NativeImageLibraries.TurboJpeg, "libturbojpeg0")]
    public void A_missing_library_names_its_package(string library, string package) =>
        Assert.Contains("apt-get install " + package, NativeImageLibraries.Missing(library).Message);
}
