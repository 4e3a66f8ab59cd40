namespace Perceiver.Data;

/// <summary>A soft pattern over the plane: in each channel a level and some waves, never below 0 or above 1.</summary>
internal sealed class MovingTexture
{
    private const int Waves = 3;

    // Of all waves of a channel together, from its level; levels keep as far from black and white.
    private const double Reach = 0.25;
    private const double ShortestWave = 6;

    private readonly double[] _levels;
    private readonly Wave[] _waves;

    private MovingTexture(double[] levels, Wave[] waves) => (_levels, _waves) = (levels, waves);

    /// <summary>A texture of waves that are from six pixels to the image's shorter side long.</summary>
    public static MovingTexture Draw(ref RandomStream stream, ImageShape image)
    {
        var levels = new double[image.Channels];
        for (var c = 0; c < levels.Length; c++)
        {
            levels[c] = stream.Uniform(Reach, 1 - Reach);
        }

        // Long waves are as likely as short ones: the logarithm of the length is uniform.
        var longest = Math.Log(Math.Max(ShortestWave, Math.Min(image.Height, image.Width)) / ShortestWave);
        var waves = new Wave[image.Channels * Waves];
        for (var i = 0; i < waves.Length; i++)
        {
            var length = ShortestWave * Math.Exp(stream.Uniform() * longest);
            var (sine, cosine) = Math.SinCos(2 * Math.PI * stream.Uniform());
            var turn = 2 * Math.PI / length;
            waves[i] = new(turn * cosine, turn * sine, 2 * Math.PI * stream.Uniform());
        }

        return new(levels, waves);
    }

    /// <summary>The value at a point of the texture's own plane, in 0..1.</summary>
    public double At(double x, double y, int channel)
    {
        var sum = 0.0;
        for (var i = 0; i < Waves; i++)
        {
            var wave = _waves[(channel * Waves) + i];
            sum += Math.Sin((wave.X * x) + (wave.Y * y) + wave.Phase);
        }

        return _levels[channel] + (sum * Reach / Waves);
    }

    private readonly record struct Wave(double X, double Y, double Phase);
}
