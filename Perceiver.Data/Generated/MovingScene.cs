using Perceiver.Config;
using Perceiver.Model;

namespace Perceiver.Data;

/// <summary>
/// Shapes before a background, all textured and each moving its own way: two frames and the flow between them, known at
/// every point, between pixels too. In the way of the generated scenes that networks for optical flow learn from
/// (2104.14544; 2107.14795, section 4.3).
/// </summary>
/// <param name="layers">From the background, which is everywhere, to the foremost.</param>
internal sealed class MovingScene(MovingLayer[] layers)
{
    /// <summary>Frames of a scene.</summary>
    public const int Frames = 2;

    /// <summary>Numbers of a flow: to the right, then down.</summary>
    public const int Ways = 2;

    /// <summary>The scene of a key.</summary>
    /// <param name="key">What it is drawn from.</param>
    /// <param name="image">A frame's size.</param>
    /// <param name="source">How many shapes, and how far they go.</param>
    public static MovingScene Draw(RngKey key, ImageShape image, DataSourceConfig.MovingScenes source)
    {
        var stream = new RandomStream(key);
        var layers = new MovingLayer[2 + stream.Below(source.Shapes)];
        for (var i = 0; i < layers.Length; i++)
        {
            SceneShape? outline = null;
            if (i > 0)
            {
                var kind = 1 + stream.Below(Config.Generated.SceneClasses.Count - 1);
                outline = SceneShape.Draw(ref stream, kind, image);
            }

            var texture = MovingTexture.Draw(ref stream, image);
            var right = stream.Uniform(-source.Motion, source.Motion);
            layers[i] = new(outline, texture, right, stream.Uniform(-source.Motion, source.Motion));
        }

        return new(layers);
    }

    /// <summary>Which layer is seen at a point of a frame.</summary>
    public MovingLayer Seen(int frame, double x, double y)
    {
        var front = layers.Length - 1;
        while (!layers[front].Covers(frame, x, y))
        {
            front--;
        }

        return layers[front];
    }

    /// <summary>The set of so many scenes; each depends on the key and its own number alone.</summary>
    /// <param name="key">What they are drawn from.</param>
    /// <param name="count">How many.</param>
    /// <param name="image">A frame's size.</param>
    /// <param name="source">Shapes, motion and noise.</param>
    public static VideoSet Set(RngKey key, int count, ImageShape image, DataSourceConfig.MovingScenes source)
    {
        var (size, numbers) = (Frames * image.Size, Ways * image.Height * image.Width);
        var pixels = new byte[(long)count * size];
        var flows = new float[(long)count * numbers];
        for (var i = 0; i < count; i++)
        {
            var own = key.Fold(i);
            var scene = Draw(own.Fold("scene"), image, source);
            var noise = new RandomStream(own.Fold("noise"));
            scene.Paint(image, source.Noise, ref noise, pixels.AsSpan(i * size, size));
            scene.Flow(image, flows.AsSpan(i * numbers, numbers));
        }

        return new VideoSet(pixels, Frames, image.Height, image.Width, image.Channels, flows, Ways);
    }

    private void Paint(ImageShape image, double deviation, ref RandomStream noise, Span<byte> pixels)
    {
        for (var i = 0; i < pixels.Length; i += image.Channels)
        {
            var place = i / image.Channels;
            var (frame, y, x) = (i / image.Size, place / image.Width % image.Height, place % image.Width);

            // Half a pixel in: what is seen is the middle of a pixel.
            var seen = Seen(frame, x + 0.5, y + 0.5);
            for (var c = 0; c < image.Channels; c++)
            {
                var value = seen.At(frame, x + 0.5, y + 0.5, c) + (deviation * noise.Normal());
                pixels[i + c] = (byte)Math.Clamp(Math.Round(value * 255), 0, 255);
            }
        }
    }

    private void Flow(ImageShape image, Span<float> flow)
    {
        for (var p = 0; p < image.Height * image.Width; p++)
        {
            var seen = Seen(0, (p % image.Width) + 0.5, (p / image.Width) + 0.5);
            (flow[p * Ways], flow[(p * Ways) + 1]) = ((float)seen.Right, (float)seen.Down);
        }
    }
}
