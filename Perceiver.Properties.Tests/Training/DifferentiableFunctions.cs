using Perceiver.Config;
using Perceiver.Model;
using Perceiver.Properties.Tests.Arbitraries;
using Perceiver.Properties.Tests.Config;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Training;

/// <summary>Every function of the model that has a derivative, in each of its variants.</summary>
internal static class DifferentiableFunctions
{
    private const double Epsilon = 1e-5;
    private const int Heads = 2;
    private const int Width = 4;

    private static readonly long[] Rows = [2, 5, 6];
    private static readonly RngKey Key = RngKey.FromSeed(11);
    private static readonly RotaryConfig.Interleaved Rotating = new(0.5, null, 100, false);

    public static IReadOnlyDictionary<string, DifferentiableFunction> All { get; } =
        Small()
            .Concat(Kernels())
            .Concat(Attentions())
            .Concat(Inputs())
            .Concat(OfLosses())
            .Concat(OfObjectives())
            .ToDictionary(each => each.Name);

    private static IEnumerable<DifferentiableFunction> Small() =>
        [
            new(
                "Layers.Linear",
                [
                    [4, 6],
                    [4],
                    Rows,
                ],
                x => Layers.Linear(new(x[0], x[1]), x[2])
            ),
            new(
                "Layers.Product no bias",
                [
                    [4, 6],
                    Rows,
                ],
                x => Layers.Product(new(x[0], null), x[1])
            ),
            new(
                "Layers.Norm",
                [
                    [6],
                    [6],
                    Rows,
                ],
                x => Layers.Norm(new(x[0], x[1]), Epsilon, x[2])
            ),
            new(
                "Layers.SumAndNorm",
                [
                    [6],
                    [6],
                    Rows,
                    Rows,
                ],
                x => Both(Layers.SumAndNorm(new(x[0], x[1]), Epsilon, x[2], x[3]))
            ),
            new(
                "Layers.SumAndNorm one for all",
                [
                    [6],
                    [6],
                    Rows,
                    [1, 5, 6],
                ],
                x => Both(Layers.SumAndNorm(new(x[0], x[1]), Epsilon, x[2], x[3]))
            ),
            .. Enum.GetValues<Activation>()
                .SelectMany(activation =>
                    new DifferentiableFunction[]
                    {
                        new($"Layers.Activate {activation}", [Rows], x => Layers.Activate(activation, x[0])),
                        new(
                            $"Layers.Activated {activation}",
                            [
                                [4, 6],
                                [4],
                                Rows,
                            ],
                            x => Layers.Activated(activation, new(x[0], x[1]), x[2])
                        ),
                        new(
                            $"Layers.Mlp {activation}",
                            [
                                [8, 6],
                                [8],
                                [6, 8],
                                [6],
                                Rows,
                            ],
                            x => Layers.Mlp(Mlp(activation, false), new(new(x[0], x[1]), new(x[2], x[3])), x[4], null)
                        ),
                        new(
                            $"Layers.Mlp gated {activation}, dropout",
                            [
                                [16, 6],
                                [16],
                                [6, 8],
                                [6],
                                Rows,
                            ],
                            x => Layers.Mlp(Mlp(activation, true), new(new(x[0], x[1]), new(x[2], x[3])), x[4], Key)
                        ),
                    }
                ),
            new("Dropout.Apply", [Rows], x => Dropout.Apply(x[0], 0.3, Key)),
            new("InputDropout.Apply", [Rows], x => InputDropout.Apply(x[0], 0.4, Key)),
            new(
                "Rotary.Apply",
                [
                    [2, 5, Heads * Width],
                ],
                x => Rotary.Apply(Rotating, Heads, x[0], 3)
            ),
            new("NumberTypes.Full", [Rows], x => NumberTypes.Full(x[0])),
            new("NumberTypes.As", [Rows], x => NumberTypes.As(x[0], x[0].detach())),
        ];

    private static IEnumerable<DifferentiableFunction> Kernels()
    {
        long[][] shapes =
        [
            [2, 3, Heads * Width],
            [2, 5, Heads * Width],
            [2, 5, Heads * 3],
        ];
        AttentionWeighing plain = new(Heads, 0.5, false, 1, default),
            causal = plain with { Causal = true },
            dropping = plain with { Keep = 0.7, DropoutKey = Key };
        foreach (var (name, weighing) in new[] { ("plain", plain), ("causal", causal), ("dropout", dropping) })
        {
            yield return new(
                $"AttentionKernel.Apply {name}",
                shapes,
                x => AttentionKernel.Apply(x[0], new(x[1], x[2]), null, weighing)
            );
            yield return new(
                $"AttentionKernel.Plain {name}",
                shapes,
                x => AttentionKernel.Plain(x[0], new(x[1], x[2]), Shown(), weighing)
            );
            yield return new(
                $"AttentionKernel.Apply masked {name}",
                shapes,
                x => AttentionKernel.Apply(x[0], new(x[1], x[2]), Shown(), weighing)
            );
            yield return new(
                $"AttentionKernel.Inverted {name}",
                shapes,
                x => AttentionKernel.Inverted(x[0], new(x[1], x[2]), null, weighing with { Causal = false })
            );
        }

        yield return new(
            "AttentionKernel.Apply keys that are values",
            shapes[..2],
            x => AttentionKernel.Apply(x[0], new(x[1], x[1]), null, plain)
        );
        yield return new(
            "AttentionKernel.Map",
            shapes[..2],
            x => AttentionKernel.Map(x[0], new(x[1], x[1]), Shown(), plain, false)
        );
        yield return new(
            "AttentionKernel.Map inverted",
            shapes[..2],
            x => AttentionKernel.Map(x[0], new(x[1], x[1]), Shown(), plain, true)
        );
    }

    private static IEnumerable<DifferentiableFunction> Attentions()
    {
        // A softmax over inputs is blind to what is added for a query, one over queries to what is added for an input.
        const int KeyBias = 3;
        const int QueryBias = 1;
        const int Scale = 8;
        var config = PlainParts.Attention(Heads, Heads * Width, 6);

        // Query, key, value and output, each with a bias, and the learned scale; then inputs and queries.
        long[][] shapes =
        [
            [8, 6],
            [8],
            [8, 7],
            [8],
            [6, 7],
            [6],
            [6, 6],
            [6],
            [],
            [2, 5, 7],
            [2, 3, 6],
        ];

        DifferentiableFunction Whole(string name, AttentionConfig with, Sight sight, RngKey? key, params int[] flat) =>
            new(
                $"Attention.Apply {name}",
                shapes,
                x =>
                {
                    var p = Weights(x);
                    var memory = Attention.Read(with, p, x[9], sight.Rotary);
                    return Attention.Apply(with, p, x[10], memory, key, sight);
                },
                with.Scale == AttentionScale.Learned ? flat : [.. flat, Scale]
            );

        AttentionConfig learned = config with { Scale = AttentionScale.Learned },
            single = PlainParts.Attention(1, 8, 6);
        return
        [
            new(
                "Attention.Read",
                [
                    [8, 7],
                    [8],
                    [6, 7],
                    [6],
                    [2, 5, 7],
                ],
                x => Together(Attention.Read(config, Readers(x), x[4]))
            ),
            new(
                "Attention.Read rotary",
                [
                    [8, 7],
                    [8],
                    [6, 7],
                    [6],
                    [2, 5, 7],
                ],
                x => Together(Attention.Read(config, Readers(x), x[4], Rotating, 2))
            ),
            new(
                "Attention.ReadAbsorbed",
                [
                    [8, 7],
                    [8],
                    [6, 7],
                    [6],
                    [2, 5, 7],
                ],
                x => Attention.ReadAbsorbed(Readers(x), x[4]).Keys,
                0,
                1,
                2,
                3
            ),
            Whole("scaled", config, default, null, KeyBias),
            Whole("learned scale", learned, default, null, KeyBias),
            Whole("causal", learned, new(Causal: true), null, KeyBias),
            Whole("masked", learned, new(Mask: Shown()), null, KeyBias),
            Whole("blind", learned, new(Mask: Shown(), Blind: Sightless()), null, KeyBias),
            Whole("inverted", learned, new(Inverted: true), null, QueryBias),
            Whole("rotary", learned, new(Rotary: Rotating), null),
            Whole("dropout", learned with { Dropout = 0.2, OutputDropout = 0.3 }, default, Key, KeyBias),
            new(
                "Attention.Apply absorbed",
                shapes,
                x =>
                {
                    var p = Weights(x);
                    return Attention.Apply(single, p, x[10], Attention.ReadAbsorbed(p, x[9]), null);
                },
                KeyBias,
                Scale
            ),
        ];
    }

    private static IEnumerable<DifferentiableFunction> Inputs()
    {
        foreach (var padding in Enum.GetValues<ConvPadding>())
        {
            var plain = new PreprocessorConfig.Conv(3, 1, 3, 1, padding, false);
            yield return new(
                $"ConvStem.Apply {padding}",
                [
                    [3, 2, 3, 3],
                    [2, 6, 6, 2],
                ],
                x => ConvStem.Apply(plain, [new(x[0], null)], x[1], null).Outputs
            );
            yield return new(
                $"ConvStem.Apply {padding}, batch norm",
                [
                    [3, 2, 3, 3],
                    [3],
                    [3],
                    [2, 6, 6, 2],
                ],
                x => ConvStem.Apply(plain, [new(x[0], new(x[1], x[2]))], x[3], null).Outputs
            );
            yield return new(
                $"ConvStem.Apply {padding}, kept statistics",
                [
                    [3, 2, 3, 3],
                    [3],
                    [3],
                    [2, 6, 6, 2],
                ],
                x =>
                    ConvStem
                        .Apply(
                            plain,
                            [new(x[0], new(x[1], x[2]))],
                            x[3],
                            new StemStatistics[]
                            {
                                new(new(full(3, 0.1, ScalarType.Float64), full(3, 1.7, ScalarType.Float64))),
                            }.ToEquatableArray()
                        )
                        .Outputs
            );
        }

        foreach (var order in Enum.GetValues<FourierOrder>())
        {
            foreach (var positions in new[] { false, true })
            {
                var fourier = new FourierConfig(3, [5.0], positions, true, order);
                yield return new(
                    $"PointCodes.Of {order}, {positions}",
                    [
                        [2, 4, 3],
                    ],
                    x => PointCodes.Of(fourier, x[0])
                );
            }
        }

        yield return new(
            "Preprocessing.Patches",
            [
                [2, 6, 6, 2],
            ],
            x => Preprocessing.Patches(new(3, 2, 1, 1, null), x[0])
        );
        yield return new(
            "Preprocessing.Elements",
            [
                [2, 6, 6, 2],
            ],
            x => Preprocessing.Elements(new InputConfig.Image(6, 6, 2), x[0])
        );
        var image = new InputConfig.Image(6, 6, 2);
        var video = new InputConfig.Video(4, 4, 4, 2);
        foreach (
            var (input, preprocessor, shape) in new (InputConfig, PreprocessorConfig, long[])[]
            {
                (image, new PreprocessorConfig.Patches(2, 2, 0, 1, null), [2, 6, 6, 2]),
                (image, new PreprocessorConfig.Pixels(1, null), [2, 6, 6, 2]),
                (video, new PreprocessorConfig.Patches(2, 2, 0, 2, null), [2, 4, 4, 4, 2]),
                (video, new PreprocessorConfig.Pixels(1, null), [2, 4, 4, 4, 2]),
                (new InputConfig.Audio(12, 1), new PreprocessorConfig.AudioPatches(3, null), [2, 12, 1]),
                (new InputConfig.Points(4, 3, 0), new PreprocessorConfig.Points(true, null), [2, 4, 3]),
            }
        )
        {
            yield return new(
                $"Preprocessing.RawInputs {input.GetType().Name}, {preprocessor.GetType().Name}",
                [shape],
                x => Preprocessing.RawInputs(input, preprocessor, x[0])
            );
        }
    }

    private static IEnumerable<DifferentiableFunction> OfLosses() =>
        [
            new(
                "Losses.CrossEntropy",
                [
                    [3, 4],
                ],
                x => Losses.CrossEntropy(new(x[0]), Classes(), 0.1)
            ),
            new(
                "Losses.CrossEntropySum",
                [
                    [3, 4],
                ],
                x => Losses.CrossEntropySum(new(x[0]), Classes(), 0.1)
            ),
            new(
                "Losses.SoftCrossEntropySum",
                [
                    [3, 4],
                ],
                x => Losses.SoftCrossEntropySum(new(x[0]), Shares(), 0.1)
            ),
            new(
                "Losses.LabelCrossEntropySum",
                [
                    [3, 4],
                ],
                x => Losses.LabelCrossEntropySum(new(x[0]), Has(), 0.1)
            ),
            new(
                "Losses.AskedCrossEntropySum",
                [
                    [2, 3, 4],
                ],
                x => Losses.AskedCrossEntropySum(x[0], Asked(), 0.1)
            ),
            new(
                "Losses.SquaredNormaliserSum",
                [
                    [2, 3, 4],
                ],
                x => Losses.SquaredNormaliserSum(x[0], null)
            ),
            new(
                "Losses.SquaredNormaliserSum asked",
                [
                    [2, 3, 4],
                ],
                x => Losses.SquaredNormaliserSum(x[0], Asked())
            ),
            new(
                "Losses.SquaredErrorSum",
                [
                    [2, 3, 4],
                ],
                x => Losses.SquaredErrorSum(x[0], Numbers())
            ),
        ];

    private static IEnumerable<DifferentiableFunction> OfObjectives()
    {
        var training = ShippedConfigs.Compile("shapes").Config!.Training with { LabelSmoothing = 0.1, ZLoss = 0.2 };
        DifferentiableFunction One(
            string name,
            long[] shape,
            Func<Tensor, ModelOutput> answer,
            Func<TargetBatch> wanted
        ) => new($"Objective.LossSum {name}", [shape], x => Objective.LossSum(training, answer(x[0]), wanted()));
        return
        [
            One("classes", [3, 4], x => new Logits(x), () => new ClassTargets(Classes())),
            One("shares", [3, 4], x => new Logits(x), () => new ClassTargets(Classes(), Shares())),
            One("labels", [3, 4], x => new Logits(x), () => new LabelTargets(Has())),
            One("tokens", [2, 3, 4], x => new TokenLogits(x), () => new TokenTargets(Asked())),
            One("dense", [2, 3, 4], x => new DenseLogits(x), () => new DenseTargets(Asked())),
            One("inputs", [2, 3, 4], x => new Reconstruction(x), () => new ValueTargets(Numbers())),
            One("numbers", [2, 3, 4], x => new Predictions(x), () => new ValueTargets(Numbers())),
            new(
                "Objective.LossSum modalities",
                [
                    [2, 3, 4],
                    [2, 3, 4],
                ],
                x =>
                    Objective.LossSum(
                        training,
                        new ModalityReconstruction([x[0], x[1]]),
                        new ModalityTargets([new ValueTargets(Numbers()), new DenseTargets(Asked())], [0.3, 2])
                    )
            ),
        ];
    }

    private static MlpConfig Mlp(Activation activation, bool gated) =>
        new(1, activation, gated, Bias: true, Dropout: gated ? 0.2 : 0);

    private static AttentionParameters Weights(Tensor[] x) =>
        new(new(x[0], x[1]), new(x[2], x[3]), new(x[4], x[5]), new LinearParameters(x[6], x[7]), x[8]);

    // Nothing but what reads the inputs.
    private static AttentionParameters Readers(Tensor[] x) =>
        new(new(x[0], null), new(x[0], x[1]), new(x[2], x[3]), null, null);

    private static Tensor Together(AttentionMemory memory) => cat([memory.Keys, memory.Values], -1);

    private static Tensor Both((Tensor Left, Tensor Right) pair) => cat([pair.Left, pair.Right], -1);

    // Each query sees another part of the five inputs.
    private static Tensor Shown() =>
        tensor(
            new[] { true, true, false, true, true, false, true, true, false, true, true, true, true, true, false },
            [1, 3, 5]
        );

    private static Tensor Sightless() => tensor(new[] { false, true, false, true, false, false }, [2, 3, 1]);

    private static Tensor Classes() => tensor(new long[] { 2, 0, 3 });

    private static Tensor Shares() =>
        tensor(new[] { 0.1, 0.2, 0.3, 0.4, 0, 0, 1, 0, 0.5, 0.5, 0, 0 }, [3, 4], ScalarType.Float64);

    private static Tensor Has() =>
        tensor(new double[] { 1, 0, 1, 0, 0, 0, 0, 1, 1, 1, 1, 0 }, [3, 4], ScalarType.Float64);

    private static Tensor Asked() => tensor(new[] { 1, TokenTargets.Unasked, 3, 0, 2, TokenTargets.Unasked }, [2, 3]);

    private static Tensor Numbers() => linspace(-1, 2, 24, ScalarType.Float64).view(2, 3, 4);
}
