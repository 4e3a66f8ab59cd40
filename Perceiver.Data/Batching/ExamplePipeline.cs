using Perceiver.Config;
using Perceiver.Model;

namespace Perceiver.Data;

/// <summary>What happens to each image of a batch: to float, to the model's size, random changes, normalisation.</summary>
internal sealed class ExamplePipeline
{
    private readonly ImageShape _stored;
    private readonly ImageShape _shape;
    private readonly AxisTaps? _rows;
    private readonly AxisTaps? _columns;
    private readonly ResizeFilter? _rowFilter;
    private readonly ResizeFilter? _columnFilter;
    private readonly EquatableArray<AugmentationConfig> _changes;
    private readonly Normalizer _normalizer;

    /// <summary>The pipeline for images stored at one shape and fed at another.</summary>
    public ExamplePipeline(DataConfig data, PixelStatistics statistics, ImageShape stored, ImageShape shape)
    {
        _stored = stored;
        _shape = shape;
        if ((stored.Height, stored.Width) == (shape.Height, shape.Width))
        {
            // Nothing to resize.
        }
        else if (data.Resize != ResizeMethod.Auto)
        {
            _rowFilter = ResizeFilter.Of(data.Resize, stored.Height, shape.Height);
            _columnFilter = ResizeFilter.Of(data.Resize, stored.Width, shape.Width);
        }
        else
        {
            _rows = AxisTaps.Scale(stored.Height, shape.Height);
            _columns = AxisTaps.Scale(stored.Width, shape.Width);
        }

        _changes = data.Augmentation;
        _normalizer = Normalizer.For(data.Normalization, statistics, shape);
    }

    /// <summary>Values that each of the two buffers of <see cref="Run"/> must hold.</summary>
    public int BufferSize => Math.Max(_stored.Size, _shape.Size);

    /// <summary>Brings one image through.</summary>
    /// <param name="image">The stored bytes.</param>
    /// <param name="key">What the random changes draw from; null means that there are none.</param>
    /// <param name="front">Working space of <see cref="BufferSize"/> values.</param>
    /// <param name="back">As much again.</param>
    /// <param name="target">Where the model's input goes, <c>[height, width, channels]</c>.</param>
    public void Run(ReadOnlySpan<byte> image, RngKey? key, Span<float> front, Span<float> back, Span<float> target)
    {
        for (var i = 0; i < image.Length; i++)
        {
            front[i] = image[i];
        }

        if (_rows is not null && _columns is not null)
        {
            Resampler.Apply(front[.._stored.Size], _stored.Width, _stored.Channels, _rows, _columns, back);
            Swap(ref front, ref back);
        }

        if (_rowFilter is not null && _columnFilter is not null)
        {
            FilterResampler.Apply(front[.._stored.Size], _stored, _rowFilter, _columnFilter, back[.._shape.Size]);
            Swap(ref front, ref back);
        }

        if (key is { } own)
        {
            for (var i = 0; i < _changes.Count; i++)
            {
                Augmentation.Apply(_changes[i], own.Fold(i), front[.._shape.Size], _shape, back[.._shape.Size]);
                Swap(ref front, ref back);
            }
        }

        _normalizer.Apply(front[.._shape.Size], target);
    }

    /// <summary>Whether images are mixed with others.</summary>
    public bool Mixes => _changes.Any(change => change is AugmentationConfig.Mixup or AugmentationConfig.CutMix);

    /// <summary>The mix that a key draws with one of so many images, or null.</summary>
    public Mix? MixOf(RngKey key, int count) => Mix.Draw(_changes, key, count, _shape);

    /// <summary>Puts another image, brought through, into an image.</summary>
    public void Apply(Mix mix, ReadOnlySpan<float> other, Span<float> image) => mix.Apply(other, _shape, image);

    /// <summary>The label after the changes that a key draws: a mirror image may show something else.</summary>
    public int Label(int label, RngKey? key)
    {
        for (var i = 0; key is { } own && i < _changes.Count; i++)
        {
            if (
                _changes[i] is AugmentationConfig.HorizontalFlip { Labels.Count: > 0 } flip
                && Augmentation.Mirrors(flip, own.Fold(i))
            )
            {
                label = flip.Labels[label];
            }
        }

        return label;
    }

    private static void Swap(ref Span<float> front, ref Span<float> back)
    {
        var other = front;
        front = back;
        back = other;
    }
}
