namespace Perceiver.Data;

/// <summary>What a mean squared error of images comes to.</summary>
public static class ErrorFigures
{
    /// <summary>The error, and the peak signal-to-noise ratio in decibels.</summary>
    /// <param name="error">Mean squared error, where black and white are 1 apart.</param>
    public static IReadOnlyList<Figure> Of(double error) =>
        [new("mse", error), new("psnr", -10 * Math.Log10(Math.Max(error, 1e-20)))];
}
