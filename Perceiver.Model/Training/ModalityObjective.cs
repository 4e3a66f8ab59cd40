using Perceiver.Config;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>
/// What an autoencoder of several modalities makes small: the weighted sum of each one's loss, the mean squared error of
/// numbers and the cross-entropy of labels and tokens (2107.14795, section 4.4).
/// </summary>
internal static class ModalityObjective
{
    /// <summary>Each modality's answer with what is wanted of it and its weight, in the decoder's order.</summary>
    /// <exception cref="ArgumentException">There are not as many answers as targets.</exception>
    public static IEnumerable<(ModelOutput Answer, TargetBatch Wanted, double Weight)> Parts(
        ModalityReconstruction answer,
        ModalityTargets wanted
    )
    {
        if (answer.Parts.Count != wanted.Parts.Count || answer.Parts.Count != wanted.Weights.Count)
        {
            throw new ArgumentException(
                $"The model answers of {answer.Parts.Count} modalities, but the batch wants {wanted.Parts.Count}."
            );
        }

        return Enumerable
            .Range(0, answer.Parts.Count)
            .Select(i => (Of(answer.Parts[i], wanted.Parts[i]), wanted.Parts[i], wanted.Weights[i]));
    }

    /// <summary>Those of them that are classes: an answer is right or wrong.</summary>
    public static IEnumerable<(ModelOutput Answer, TargetBatch Wanted, double Weight)> Classes(
        ModalityReconstruction answer,
        ModalityTargets wanted
    ) => Parts(answer, wanted).Where(part => part.Wanted is not ValueTargets);

    /// <summary>What the decoder of a model asks back of its inputs.</summary>
    /// <param name="model">A model of several inputs.</param>
    /// <param name="inputs">What it is given.</param>
    /// <exception cref="ArgumentException">The batch is not of several inputs, or of others.</exception>
    public static ModalityTargets OfInputs(ModelConfig model, InputBatch inputs)
    {
        if (
            model
            is not { Input: InputConfig.Modalities several, Decoder: DecoderConfig.Modalities { Parts: var asked } }
        )
        {
            throw new ArgumentException("The model is no autoencoder of several modalities.", nameof(model));
        }

        var batches = RawInput.Parts(several, inputs);
        return new(
            asked.Select(part => Of(model, several, batches, part)).ToEquatableArray(),
            asked.Select(part => part.Weight).ToEquatableArray()
        );
    }

    private static TargetBatch Of(
        ModelConfig model,
        InputConfig.Modalities several,
        EquatableArray<InputBatch> batches,
        ModalityOutputConfig asked
    )
    {
        var at = Enumerable.Range(0, several.Parts.Count).First(i => several.Parts[i].Name == asked.Name);
        var (part, raw) = (several.Parts[at], RawInput.Of(several.Parts[at].Input, batches[at]));
        return part.Input switch
        {
            InputConfig.Label => new DenseTargets(raw.unsqueeze(1)),
            InputConfig.Tokens tokens => Objective.Tokens(tokens, raw),
            _ => new ValueTargets(Numbers(part, raw, QueryLayout.Of(asked.Queries, model).Count)),
        };
    }

    // A query for each element gives back that; another number of them the inputs as they are cut.
    private static Tensor Numbers(ModalityConfig part, Tensor raw, long queries) =>
        Preprocessing.Elements(part.Input, raw) is var elements && elements.shape[1] == queries
            ? elements
            : Preprocessing.RawInputs(part.Input, part.Preprocessor, raw);

    private static ModelOutput Of(Tensor answer, TargetBatch wanted) =>
        wanted switch
        {
            DenseTargets => new DenseLogits(answer),
            TokenTargets => new TokenLogits(answer),
            _ => new Reconstruction(answer),
        };
}
