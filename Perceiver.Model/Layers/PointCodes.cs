using Perceiver.Config;
using TorchSharp;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>Fourier features of points, whose positions are part of the data.</summary>
internal static class PointCodes
{
    /// <summary>The features of each point, <c>[batch, points, features]</c>.</summary>
    /// <param name="fourier">Bands, resolutions and order.</param>
    /// <param name="coordinates"><c>[batch, points, dimensions]</c>, in [-1, 1].</param>
    public static Tensor Of(FourierConfig fourier, Tensor coordinates)
    {
        var axes = (int)coordinates.shape[2];
        var frequencies = Enumerable
            .Range(0, axes)
            .SelectMany(axis => PositionCodes.Frequencies(fourier, axis, (int)coordinates.shape[1]))
            .Select(frequency => Math.PI * frequency)
            .ToArray();
        var rates = tensor(frequencies, [axes, fourier.Bands], coordinates.dtype, coordinates.device);

        // [batch, points, dimensions, bands]
        var angles = coordinates.unsqueeze(3).mul(rates);
        Tensor[] waves = fourier.Cosines ? [angles.sin(), angles.cos()] : [angles.sin()];
        if (fourier.Order == FourierOrder.ByAxis)
        {
            return cat(fourier.IncludePositions ? [.. waves, coordinates.unsqueeze(3)] : waves, 3).flatten(2);
        }

        var flat = waves.Select(wave => wave.flatten(2));
        return cat(fourier.IncludePositions ? [coordinates, .. flat] : [.. flat], 2);
    }
}
