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
            TaskConfig.Autoencoding => InputSizes.ContentOf(config.Model.Input, config.Model.Preprocessor),
            _ => 0,
        };
}
