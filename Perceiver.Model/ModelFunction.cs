namespace Perceiver.Model;

/// <summary>A model: from weights and a batch to the answer.</summary>
/// <param name="parameters">The weights.</param>
/// <param name="inputs">A batch of the config's kind of input.</param>
/// <param name="dropout">Decides all dropout masks; null means evaluation.</param>
/// <param name="statistics">What the model's batch norms read in evaluation, if it has any.</param>
public delegate ModelOutput ModelFunction(
    PerceiverParameters parameters,
    InputBatch inputs,
    RngKey? dropout = null,
    ModelStatistics? statistics = null
);
