namespace Perceiver.Model;

/// <summary>A learning rate that rises by the same factor at each step: a schedule for finding a good one (1506.01186).</summary>
/// <param name="From">The first step's rate, above 0.</param>
/// <param name="To">The last step's rate.</param>
/// <param name="Steps">How many steps there are, at least 2.</param>
public readonly record struct LearningRateRamp(double From, double To, int Steps)
{
    /// <summary>The rate of a step.</summary>
    /// <param name="step">Its number, from 1.</param>
    public double At(int step) => From * Math.Pow(To / From, (step - 1.0) / (Steps - 1));
}
