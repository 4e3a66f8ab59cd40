using FsCheck;
using FsCheck.Fluent;
using Perceiver.Config;

namespace Perceiver.Properties.Tests.Arbitraries;

/// <summary>Whole configs over the whole vocabulary, one task after the other; what is built and what is not.</summary>
internal static class FamilyGen
{
    private static readonly DataSourceConfig NoData = new DataSourceConfig.None();

    public static Gen<PerceiverConfig> Config => Gen.OneOf(Classifier, Language, Next, Dense, Numbers, Several);

    private static Gen<PerceiverConfig> Classifier =>
        from input in FamilyInputGen.Any
        from classes in Gen.Choose(2, 6)
        from several in ConfigGen.Bool
        from config in With(
            input,
            new TaskConfig.Classification(classes, several),
            false,
            (_, width) => Gen.OneOf(MeanPool, Query(width))
        )
        select config;

    private static Gen<PerceiverConfig> Language =>
        from input in FamilyInputGen.Tokens
        let tokens = (InputConfig.Tokens)input
        from share in Gen.Elements(0.15, 0.5)
        from config in With(
            input,
            new TaskConfig.MaskedLanguageModel(tokens.Vocabulary - 1, share, 0.1, 0.5),
            false,
            (model, _) => Queries(model, tokens.Length)
        )
        select config;

    /// <summary>Autoregressive models of text.</summary>
    public static Gen<PerceiverConfig> Next =>
        from input in FamilyInputGen.Tokens
        from config in With(
            input,
            new TaskConfig.CausalLanguageModel(),
            true,
            (model, width) =>
                FamilyOutputGen.Output(model, width).Select(output => (DecoderConfig)new DecoderConfig.Latents(output))
        )
        select config;

    private static Gen<PerceiverConfig> Dense =>
        from input in FamilyInputGen.Dense
        from classes in Gen.Choose(2, 5)
        from kind in Gen.Choose(0, 2)
        let task = kind switch
        {
            0 => (TaskConfig)new TaskConfig.Segmentation(classes),
            1 => new TaskConfig.Autoencoding(AutoencodingTarget.Elements),
            _ => new TaskConfig.Autoencoding(AutoencodingTarget.Inputs),
        }
        from config in With(
            input,
            task,
            false,
            (model, _) =>
                Queries(
                    model,
                    kind == 2 ? InputLayout.Of(model).Count : InputSizes.ElementCount(model.Input),
                    task is TaskConfig.Autoencoding
                )
        )
        // Behind a convolution there is nothing raw to give back.
        select kind == 2 && config.Model.Preprocessor is PreprocessorConfig.Conv
            ? config with
            {
                Model = config.Model with
                {
                    Preprocessor = new PreprocessorConfig.Pixels(1, 3),
                    Positions = new PositionConfig.None(),
                    Decoder = One(config.Model),
                },
            }
            : config;

    private static Gen<PerceiverConfig> Numbers =>
        from input in FamilyInputGen.Any
        from outputs in Gen.Choose(1, 4)
        from config in With(
            input,
            new TaskConfig.Regression(outputs),
            false,
            (model, width) => Gen.OneOf(MeanPool, Query(width), Queries(model, null))
        )
        select config;

    private static Gen<PerceiverConfig> Several =>
        from first in FamilyInputGen.Modality("first")
        from second in FamilyInputGen.Modality("two words")
        from padding in Gen.Choose(0, 3)
        from init in ModelGen.Init
        from config in With(
            new InputConfig.Modalities([first, second], padding, init),
            new TaskConfig.MultimodalAutoencoding(),
            false,
            (model, _) => FamilyOutputGen.Modalities((InputConfig.Modalities)model.Input)
        )
        select config;

    private static readonly Gen<DecoderConfig> MeanPool =
        from norm in ConfigGen.Bool
        from head in FamilyPartsGen.Head
        select (DecoderConfig)new DecoderConfig.MeanPool(norm, head);

    private static Gen<DecoderConfig> Query(int latentWidth) =>
        from width in Gen.Choose(1, 6)
        from init in ModelGen.Init
        from cross in FamilyPartsGen.Block(width)
        from head in FamilyPartsGen.Head
        select (DecoderConfig)new DecoderConfig.Query(width, init, cross, head);

    private static Gen<DecoderConfig> Queries(ModelConfig model, long? count, bool tokens = true) =>
        from queries in FamilyOutputGen.Queries(count, model)
        let width = (int)QueryLayout.Of(queries, model).Width
        from cross in FamilyPartsGen.Block(width)
        from output in tokens && count is not null ? FamilyOutputGen.Output(model, width) : FamilyPartsGen.Projected
        from rescale in Gen.Elements<double>(1, 100)
        select (DecoderConfig)new DecoderConfig.Queries(queries, cross, output, rescale);

    private static DecoderConfig One(ModelConfig model) =>
        new DecoderConfig.Queries(
            new QueryConfig.Learned((int)InputSizes.ElementCount(model.Input), 2, PlainParts.Init),
            PlainParts.Block(PlainParts.Attention(1, 2, 2)),
            new OutputConfig.Projected(PlainParts.Head),
            1
        );

    // Latents that are the last inputs have the inputs' width.
    private static Gen<PerceiverConfig> With(
        InputConfig input,
        TaskConfig task,
        bool causal,
        Func<ModelConfig, int, Gen<DecoderConfig>> decoder
    ) =>
        from preprocessor in FamilyInputGen.Preprocessor(input)
        from positions in input is InputConfig.Modalities
            ? Gen.Constant((PositionConfig)new PositionConfig.None())
            : FamilyInputGen.Positions(input, preprocessor)
        let layout = InputLayout.Of(input, preprocessor, positions)
        from count in Gen.Choose(1, causal ? (int)layout.Count : 5)
        from free in Gen.Choose(1, 8)
        from projection in ConfigGen.Bool
        from memory in ConfigGen.Word<LatentMemory>()
        from hide in ConfigGen.Word<HidePadding>()
        let width = causal && (!projection || memory == LatentMemory.PrefixAndLatents) ? layout.Width : free
        from init in ModelGen.Init
        let source = causal
            ? (LatentSource)new LatentSource.LastInputs(projection, memory, hide)
            : new LatentSource.Learned()
        from encoder in FamilyPartsGen.Encoder(width, causal, causal)
        from epsilon in Gen.Elements(1e-5, 1e-6)
        from linear in ModelGen.Init
        let model = new ModelConfig(
            input,
            preprocessor,
            positions,
            new(count, width, init, source),
            encoder,
            new DecoderConfig.MeanPool(true, PlainParts.Head),
            epsilon,
            linear
        )
        from answer in decoder(model, width)
        from data in DataGen.Data(NoData, new InputConfig.Image(4, 4, 1))
        from training in TrainingGen.Training(data)
        select new PerceiverConfig(
            model with
            {
                Decoder = answer,
            },
            task,
            data with
            {
                Augmentation = [],
                Normalization = Normalization.Statistics,
                Resize = ResizeMethod.Auto,
            },
            training with
            {
                // Which parameters there are depends on the model.
                Optimizer = training.Optimizer with
                {
                    DecayExclude = [],
                },
            }
        );
}
