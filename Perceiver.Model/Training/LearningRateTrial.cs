namespace Perceiver.Model;

/// <summary>A step of a search for a learning rate.</summary>
/// <param name="Rate">Its learning rate.</param>
/// <param name="Loss">Mean loss of its batch, before the update.</param>
/// <param name="Smoothed">Moving mean of the losses up to here.</param>
public readonly record struct LearningRateTrial(double Rate, double Loss, double Smoothed);
