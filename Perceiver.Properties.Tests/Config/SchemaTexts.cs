using Perceiver.Config;
using Xunit;

namespace Perceiver.Properties.Tests.Config;

/// <summary>Texts in which, taken together, every setting of the schema stands.</summary>
internal static class SchemaTexts
{
    private static readonly string[][] Samples =
    [
        [],
        [
            "model.preprocessor=pixels",
            "model.positions={kind: fourier, bands: 2, max_resolution: [8], projection: 3}",
            "model.decoder=query",
            "model.latents.init={kind: uniform, scale: 0.1}",
            "training.schedule=constant",
            "training.optimizer=lamb",
            "training.max_steps=7",
            "training.checkpoint.every_steps=3",
            "training.checkpoint.every_minutes=2.5",
            "data.limit=50",
            "data.augmentation=[{kind: random_zoom, height: 0.1, width: 0.2}]",
        ],
        [
            "model.positions=none",
            "model.latents.init=zeros",
            "data.source={kind: image_folder, path: p, csv: c, group_column: g}",
            "model.linear_init={kind: normal, scale: 0.1}",
        ],
        [
            "training.optimizer={kind: sgd, decay_exclude: [latents]}",
            "training.schedule={kind: steps, boundaries: [3]}",
            "training.early_stopping.patience=3",
            "training.ema_decay=0.9",
            "training.clip_value=1",
        ],
        ["training.optimizer=adam", "training.schedule=constant_cosine"],
        ["training.schedule=one_cycle"],
        ["training.schedule=plateau"],
        [
            "data.augmentation=[random_resized_crop, {kind: rotate, degrees: 5}, color_jitter, rand_augment,"
                + " random_erasing, {kind: mixup, probability: 0.5}, {kind: cut_mix, probability: 0.5}]",
        ],
        ["data.source=cifar100", "model.input.channels=3", "task.classes=100", "model.linear_init=glorot_uniform"],
        [
            "data.source=scenes",
            "task={kind: segmentation, classes: 5}",
            "model.decoder={kind: queries, queries: {kind: fourier, grid: [28, 28], bands: 2},"
                + " output: {kind: head, hidden: [3]}}",
            "data.augmentation=[]",
        ],
        [
            "data.source=solids",
            "model.input={kind: points, count: 16}",
            "model.preprocessor=points",
            "model.positions={kind: fourier, bands: 2, max_resolution: [4]}",
            "task.classes=8",
            "data.augmentation=[]",
            "data.normalization=statistics",
        ],
        [
            "data.source={kind: scenes, shapes: 2}",
            "task={kind: classification, classes: 4, multi_label: true}",
            "model.input.channels=3",
            "data.augmentation=[]",
        ],
        [
            "data.source={kind: moving_scenes, train: 60, test: 9}",
            "training.schedule=constant",
            "model.input={kind: video, frames: 2, height: 8, width: 8, channels: 3}",
            "model.preprocessor={kind: patches, size: 3, stride: 1, padding: 1, frames: 2, width: 8}",
            "model.decoder={kind: queries, queries: inputs, output: {kind: head, hidden: [3]}}",
            "task={kind: regression, outputs: 2}",
            "data.augmentation=[]",
        ],
        [
            "data.source={kind: text, path: a.txt}",
            "data.split={method: last, test: 0.1}",
            "model.input={kind: tokens, length: 12, vocabulary: 262}",
            "model.preprocessor=embedding",
            "model.decoder={kind: queries, queries: {kind: learned, count: 12, width: 8}, output: {kind: head, hidden: [3]}}",
            "task={kind: masked_language_model, mask_token: 3}",
            "data.augmentation=[]",
            "data.normalization=statistics",
        ],
        // Grey images have no colour to change, and what is seldom erased is seldom seen.
        [
            "data.source=cifar100",
            "model.input.channels=3",
            "task.classes=100",
            "data.augmentation=[{kind: color_jitter, saturation: 0.3, hue: 0.1},"
                + " {kind: random_erasing, probability: 1}]",
        ],
        .. Kinds("model.latents.init", "model.linear_init", "model.positions.init", "model.decoder.head.output_init"),
        .. Kinds("model.decoder.init", "model.decoder.head.output_init")
            .Select(each => (string[])["model.decoder=query", .. each]),
    ];

    // A source that asks nothing of the input.
    private static readonly string[] AnyInput =
    [
        "data.source={kind: image_folder, path: nowhere}",
        "data.split.method=random",
    ];

    // Over a published model with queries for each token.
    private static readonly string[][] Queries =
    [
        .. Kinds("model.preprocessor.init", "model.decoder.queries.init"),
        .. Kinds("model.decoder.output.output_init").Select(each => (string[])["model.decoder.output=head", .. each]),
        ["model.decoder.queries={kind: given, count: 2048, width: 768}"],
        ["model.preprocessor=one_hot", "model.decoder.output=head"],
        ["model.positions=sinusoidal", "data.augmentation=[{ kind: byte_masking, token: 3 }]"],
        ["model.positions=random"],
        ["task={kind: autoencoding}"],
        [
            "model.input={kind: image, height: 4, width: 4, channels: 3}",
            "model.preprocessor=conv",
            "model.decoder.output=head",
            "model.decoder.queries.count=16",
            "task={kind: segmentation, classes: 3}",
        ],
        [
            "model.input={kind: audio, samples: 64}",
            "model.preprocessor=audio_patches",
            "model.decoder.output=head",
            "task={kind: regression, outputs: 3}",
        ],
        [
            "model.input={kind: label, classes: 5}",
            "model.preprocessor=one_hot",
            "model.positions=none",
            "model.decoder.output=head",
            "task={kind: regression, outputs: 3}",
        ],
    ];

    // Over a published model whose latents are its last tokens.
    private static readonly string[][] Latents =
    [
        .. Kinds("model.decoder.output.output_init").Select(each => (string[])["model.decoder.output=head", .. each]),
        ["model.decoder.output=none", "model.input.vocabulary=16"],
    ];

    // Over a model of every kind of input at once.
    private static readonly string[][] Modalities =
    [
        .. Kinds(
            "model.input.init",
            "model.decoder.init",
            "model.decoder.parts.0.queries.init",
            "model.input.parts.1.positions.init",
            "model.input.parts.3.preprocessor.init"
        ),
        ["model.input.parts.1.positions=sinusoidal"],
        ["model.input.parts.1.positions=random"],
    ];

    private static readonly string[][] Points =
    [
        ["data.augmentation=[point_scale, point_shift, point_jitter]"],
    ];

    private const string Everything = """
        model:
          input:
            kind: modalities
            parts:
              - { name: a, input: { kind: image, height: 8, width: 8, channels: 1 }, preprocessor: { kind: pixels, stride: 2 }, positions: none }
              - { name: b, input: { kind: image, height: 8, width: 8, channels: 1 }, preprocessor: { kind: patches, size: 2 }, positions: learned }
              - { name: c, input: { kind: image, height: 8, width: 8, channels: 1 }, preprocessor: conv }
              - { name: d, input: { kind: tokens, length: 8, vocabulary: 9 }, preprocessor: { kind: embedding } }
              - { name: e, input: { kind: tokens, length: 8, vocabulary: 9 }, preprocessor: one_hot }
              - { name: f, input: { kind: audio, samples: 64 } }
              - { name: g, input: { kind: points, count: 7 } }
              - { name: h, input: { kind: array, axes: [2, 3, 4], channels: 5 } }
              - { name: i, input: { kind: label, classes: 5 } }
              - { name: j, input: { kind: video, frames: 2, height: 8, width: 8, channels: 3 } }
          latents: { count: 4, width: 8 }
          encoder: { blocks: 1 }
          decoder:
            kind: modalities
            width: 6
            parts:
              - { name: i, queries: { kind: learned, count: 1, width: 8 }, outputs: 5 }
              - { name: c, queries: { kind: fourier, grid: [8, 8], bands: 2 }, outputs: 1 }
              - { name: g, queries: { kind: given, count: 7, width: 8 }, outputs: 3 }
        task: multimodal_autoencoding
        data: { source: { kind: image_folder, path: nowhere } }
        training: { epochs: 1 }
        """;

    /// <summary>Their canonical forms, which have every setting written out.</summary>
    public static IEnumerable<string> All =>
        [
            .. Of(SampleConfig.Text, Samples),
            .. PublishedModels.Names.Select(name => Canonical(PublishedModels.Text(name), [])),
            .. Of(
                PublishedModels.Text("language-bytes"),
                [.. Queries.Select(each => (string[])[.. AnyInput, .. each])]
            ),
            .. Of(PublishedModels.Text("krasserm_causal_lm"), Latents),
            .. Of(Everything, Modalities),
            .. Of(PublishedModels.Text("paper-modelnet40"), Points),
            .. Of(
                ShippedConfigs.Text("multimodal-small"),
                [
                    ["data.source.train=60", "data.source.test=5", "training.schedule.warmup_steps=0"],
                ]
            ),
        ];

    private static IEnumerable<string> Of(string text, string[][] variants) =>
        variants.Select(overrides => Canonical(text, overrides));

    private static string[][] Kinds(params string[] paths) =>
        [
            .. new[]
            {
                "normal",
                "truncated_normal",
                "uniform",
                "glorot_uniform",
                "lecun_normal",
                "zeros",
                "ones",
            }.Select(kind =>
                (string[])
                    [
                        .. paths.Select(path =>
                            kind is "normal" or "truncated_normal" or "uniform"
                                ? $"{path}={{kind: {kind}, scale: 0.5}}"
                                : $"{path}={kind}"
                        ),
                    ]
            ),
        ];

    private static string Canonical(string text, string[] overrides)
    {
        var split = overrides.Select(one => one.Split('=', 2)).Select(pair => new ConfigOverride(pair[0], pair[1]));
        var compiled = PublishedModels.AllOf(text, [.. split]);
        Assert.True(
            compiled.Canonical is not null,
            string.Join('\n', compiled.Findings.Select(one => one.Format(string.Join(' ', overrides))))
        );
        return compiled.Canonical;
    }
}
