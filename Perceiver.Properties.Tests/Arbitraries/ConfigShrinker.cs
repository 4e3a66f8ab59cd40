using Perceiver.Config;
using Perceiver.Properties.Tests.Config;
using Monitor = Perceiver.Config.Monitor;

namespace Perceiver.Properties.Tests.Arbitraries;

/// <summary>Smaller configs: one part at a time becomes its plainest, or a count goes down. Always valid.</summary>
internal static class ConfigShrinker
{
    /// <summary>Configs that a model can be made of.</summary>
    public static IEnumerable<PerceiverConfig> Shrink(PerceiverConfig config) =>
        ShrinkAny(config).Where(candidate => ConfigCompiler.Compile(ConfigWriter.Write(candidate)).Config is not null);

    /// <summary>Configs with a meaning, built or not.</summary>
    public static IEnumerable<PerceiverConfig> ShrinkAny(PerceiverConfig config) =>
        Candidates(config)
            .Where(candidate =>
                candidate != config && PublishedModels.AllOf(ConfigWriter.Write(candidate)).Config is not null
            );

    private static IEnumerable<PerceiverConfig> Candidates(PerceiverConfig config)
    {
        foreach (var model in Models(config.Model))
        {
            yield return config with
            {
                Model = model,
            };
        }

        foreach (var data in DataConfigs(config.Data))
        {
            yield return config with
            {
                Data = data,
            };
        }

        foreach (var training in Trainings(config.Training))
        {
            yield return config with
            {
                Training = training,
            };
        }
    }

    private static IEnumerable<ModelConfig> Models(ModelConfig model)
    {
        var (latents, encoder) = (model.Latents, model.Encoder);
        var plain = PlainParts.Block(PlainParts.Attention(1, latents.Width, latents.Width));
        yield return model with
        {
            Encoder = PlainParts.Encoder(encoder.CrossAttend, encoder.SelfAttend) with
            {
                Stages = encoder.Stages,
                Blocks = encoder.Blocks,
                Sharing = encoder.Sharing,
                Causal = encoder.Causal,
            },
        };
        if (model.Decoder is DecoderConfig.Queries queries)
        {
            var rows = QueryLayout.Of(queries.Array, model);
            yield return model with
            {
                Decoder = new DecoderConfig.Queries(
                    new QueryConfig.Learned((int)rows.Count, 1, PlainParts.Init),
                    PlainParts.Block(PlainParts.Attention(1, 1, 1)),
                    new OutputConfig.Projected(PlainParts.Head),
                    1
                ),
            };
        }

        yield return model with
        {
            Decoder = new DecoderConfig.MeanPool(false, PlainParts.Head),
        };
        yield return model with
        {
            Positions = new PositionConfig.None(),
        };
        yield return model with
        {
            Preprocessor = new PreprocessorConfig.Pixels(1, null),
        };
        yield return model with
        {
            Encoder = encoder with { CrossAttend = plain },
        };
        yield return model with
        {
            Encoder = encoder with { SelfAttend = plain },
        };
        yield return model with
        {
            Encoder = encoder with { Sharing = WeightSharing.None },
        };
        yield return model with
        {
            Encoder = encoder with
            {
                AttendingStages = null,
                Repeats = 1,
                Inverted = [],
                EmptyRows = EmptyRows.Uniform,
                FinalNorm = false,
                LatentDropout = 0,
            },
        };
        yield return model with
        {
            Encoder = encoder with { Stages = Math.Max(1, encoder.Stages - 1), AttendingStages = null, Inverted = [] },
        };
        yield return model with
        {
            Encoder = encoder with { Blocks = Math.Max(0, encoder.Blocks - 1) },
        };
        foreach (var count in Smaller.Than(latents.Count, 1))
        {
            yield return model with
            {
                Latents = latents with { Count = count },
            };
        }

        yield return model with
        {
            Latents = latents with { Init = PlainParts.Init },
        };
        yield return model with
        {
            LinearInit = new(InitKind.LecunNormal, 0),
            NormEpsilon = 1e-5,
        };
        foreach (var smaller in InputShrinker.Models(model))
        {
            yield return smaller;
        }
    }

    private static IEnumerable<DataConfig> DataConfigs(DataConfig data)
    {
        yield return data with
        {
            Augmentation = [],
        };
        yield return data with
        {
            Limit = null,
            Resize = ResizeMethod.Auto,
        };
        yield return data with
        {
            Split = new(0.1, 0, SplitMethod.Random, 0),
        };
        yield return data with
        {
            Normalization = Normalization.Unit,
        };
        if (data.Source is DataSourceConfig.ImageFolder { Classes.Count: 0 })
        {
            yield return data with
            {
                Source = new DataSourceConfig.ImageFolder("data", null, "file", "label", null, []),
            };
        }
    }

    private static IEnumerable<TrainingConfig> Trainings(TrainingConfig training)
    {
        yield return training with
        {
            Optimizer = new OptimizerConfig.AdamW(1e-3, 0.9, 0.999, 1e-8, 0, false),
        };
        yield return training with
        {
            Schedule = new ScheduleConfig.Constant(0),
        };
        yield return training with
        {
            Shards = 1,
        };
        foreach (var size in Smaller.Than(training.BatchSize, 1))
        {
            yield return training with
            {
                BatchSize = size,
            };
        }

        yield return training with
        {
            Epochs = 1,
            MaxSteps = null,
        };
        yield return training with
        {
            ClipNorm = null,
            LabelSmoothing = 0,
            Seed = 0,
        };
        yield return training with
        {
            Checkpoint = new(null, null, 2, Monitor.Top1),
        };
        yield return training with
        {
            ClipValue = null,
            Accumulation = 1,
            EmaDecay = null,
            EarlyStopping = default,
            NonFinite = NonFinitePolicy.Stop,
            StochasticDepth = 0,
        };
        yield return training with
        {
            Precision = Precision.Float32,
            Recompute = Recompute.Nothing,
            MemoryBudget = 80,
            ZLoss = 0,
            Freeze = [],
            StartFrom = null,
        };
    }
}
