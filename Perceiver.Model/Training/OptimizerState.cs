namespace Perceiver.Model;

/// <summary>What an optimiser remembers: running means of each gradient and of its square, not corrected for their start at zero.</summary>
/// <typeparam name="P">The parameters' type.</typeparam>
/// <param name="FirstMoment">Running mean of the gradient.</param>
/// <param name="SecondMoment">Running mean of the gradient's square.</param>
[ParameterTree]
public sealed partial record OptimizerState<P>(P FirstMoment, P SecondMoment)
    where P : IParameterTree<P>;
