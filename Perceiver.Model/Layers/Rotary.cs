using Perceiver.Config;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>
/// Rotary position codes (2104.09864): neighbouring channels are the two coordinates of a point that is turned by an angle
/// proportional to the position, so that a product of a query with a key depends on their distance.
/// </summary>
internal static class Rotary
{
    /// <summary>The rows with the first share of each head's channels turned.</summary>
    /// <param name="config">Share and wavelengths.</param>
    /// <param name="heads">Heads side by side in each row.</param>
    /// <param name="rows"><c>[batch, rows, heads * width]</c>.</param>
    /// <param name="first">The position of the first row; the others follow.</param>
    /// <param name="places">The positions of the rows where they do not follow each other, int64 <c>[batch, rows]</c>.</param>
    public static Tensor Apply(
        RotaryConfig.Interleaved config,
        int heads,
        Tensor rows,
        long first,
        Tensor? places = null
    )
    {
        long batch = rows.shape[0],
            count = rows.shape[1],
            width = rows.shape[2] / heads;
        var turned = Turned(config, width);
        if (turned == 0)
        {
            return rows;
        }

        var wide = NumberTypes.Full(rows);
        var angles = Angles(
            config,
            turned,
            places ?? arange(first, first + count, 1, ScalarType.Int64, device: rows.device).unsqueeze(0)
        );
        Tensor cosine = angles.cos().to(wide.dtype),
            sine = angles.sin().to(wide.dtype);
        var byHead = wide.view(batch, count, heads, width);
        var pairs = byHead.narrow(3, 0, turned).reshape(batch, count, heads, turned / 2, 2);
        Tensor x = pairs.select(4, 0),
            y = pairs.select(4, 1);
        var after = stack([x.mul(cosine).sub(y.mul(sine)), y.mul(cosine).add(x.mul(sine))], 4);
        return NumberTypes.As(cat([after.flatten(3), byHead.narrow(3, turned, width - turned)], 3).flatten(2), rows);
    }

    /// <summary>How many of a head's channels are turned: an even number.</summary>
    public static long Turned(RotaryConfig.Interleaved config, long width) =>
        (long)Math.Floor(width * config.Share / 2) * 2;

    // [batch or 1, rows, 1, pairs], in double precision: a distant place times a frequency is a large number.
    private static Tensor Angles(RotaryConfig.Interleaved config, long turned, Tensor places)
    {
        var pairs = turned / 2;
        var frequencies = new double[pairs];
        for (var pair = 0L; pair < pairs; pair++)
        {
            // google-research spaces the exponents from 0 to 1 with both ends, others leave the end out.
            var exponent = config.EndIncluded && pairs > 1 ? pair / (pairs - 1.0) : (double)pair / pairs;
            frequencies[pair] = Math.Pow(config.MaxWavelength, -exponent);
        }

        return places.to(ScalarType.Float64).unsqueeze(2).unsqueeze(3).mul(tensor(frequencies, device: places.device));
    }
}
