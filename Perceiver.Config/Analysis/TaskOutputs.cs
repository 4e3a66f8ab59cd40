namespace Perceiver.Config;

/// <summary>How many numbers a task wants.</summary>
public static class TaskOutputs
{
    /// <summary>The numbers of one output: of the example, or of each query; 0 where each modality has its own.</summary>
    public static int Of(PerceiverConfig config) =>
        config.Task switch
        {
            TaskConfig.Classification classification => classification.Classes,
            TaskConfig.Segmentation segmentation => segmentation.Classes,
            TaskConfig.Regression regression => regression.Outputs,
            TaskConfig.MaskedLanguageModel or TaskConfig.CausalLanguageModel => InputSizes.Channels(config.Model.Input),
            TaskConfig.Autoencoding { Target: AutoencodingTarget.Elements } => InputSizes.Channels(config.Model.Input),
            TaskConfig.Autoencoding => Content(config.Model),
            _ => 0,
        };

    // What an input is made of; an embedded token stands for its scores.
    private static int Content(ModelConfig model) =>
        model.Preprocessor is PreprocessorConfig.Patches or PreprocessorConfig.AudioPatches
            ? InputSizes.RawWidth(model.Input, model.Preprocessor)
            : InputSizes.Channels(model.Input);
}
