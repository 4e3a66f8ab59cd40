namespace Perceiver.Config;

/// <summary>Where examples come from, how they are split and what is done to them.</summary>
/// <param name="Source">The data set.</param>
/// <param name="Split">Which examples are for validation and testing.</param>
/// <param name="Limit">Use only the first so many training examples; null means all.</param>
/// <param name="Normalization">What pixel values become.</param>
/// <param name="Augmentation">Random changes in training, in this order.</param>
/// <param name="Resize">How images are brought to the model's size.</param>
public sealed record DataConfig(
    DataSourceConfig Source,
    SplitConfig Split,
    int? Limit,
    Normalization Normalization,
    EquatableArray<AugmentationConfig> Augmentation,
    ResizeMethod Resize = ResizeMethod.Auto
);

/// <summary>A data set.</summary>
public abstract record DataSourceConfig
{
    private DataSourceConfig() { }

    /// <summary>Fashion-MNIST: 60,000 + 10,000 grey images of 28x28, 10 classes.</summary>
    public sealed record FashionMnist : DataSourceConfig;

    /// <summary>CIFAR-100: 50,000 + 10,000 RGB images of 32x32; 100 fine or 20 coarse labels.</summary>
    public sealed record Cifar100(CifarLabels Labels) : DataSourceConfig;

    /// <summary>
    /// Labelled images: a sub-folder per class, or a CSV with a column for file and label and perhaps a group.
    /// </summary>
    /// <param name="Path">The folder; relative paths are taken from --data or from the data home.</param>
    /// <param name="Csv">CSV inside it; null means sub-folders are the classes.</param>
    /// <param name="FileColumn">The CSV's column with the file, relative to the folder.</param>
    /// <param name="LabelColumn">The CSV's column with the label.</param>
    /// <param name="GroupColumn">The CSV's column whose equal values never fall in two splits (a patient), or null.</param>
    /// <param name="Classes">Class names in label order; empty means the sorted distinct labels found.</param>
    public sealed record ImageFolder(
        string Path,
        string? Csv,
        string FileColumn,
        string LabelColumn,
        string? GroupColumn,
        EquatableArray<string> Classes
    ) : DataSourceConfig;

    /// <summary>A text, read as bytes: the tokens before the last 256 of the vocabulary have meanings of their own.</summary>
    /// <param name="Path">The file, plain or gzipped; relative paths are taken from --data or from the data home.</param>
    public sealed record Text(string Path) : DataSourceConfig;

    /// <summary>Points on the surfaces of eight kinds of solids, turned, stretched and blurred at random.</summary>
    /// <param name="Train">Examples to train on.</param>
    /// <param name="Test">Examples to test on.</param>
    /// <param name="Noise">Standard deviation of each coordinate, where a solid reaches to 1.</param>
    /// <param name="Seed">Decides all of them.</param>
    public sealed record Solids(int Train, int Test, double Noise, long Seed) : DataSourceConfig;

    /// <summary>Images of shapes of four kinds before a background, with the kind at each pixel.</summary>
    /// <param name="Train">Examples to train on.</param>
    /// <param name="Test">Examples to test on.</param>
    /// <param name="Shapes">Shapes in an image, at most; at least one.</param>
    /// <param name="Noise">Standard deviation of each channel of a pixel, where white is 1.</param>
    /// <param name="Seed">Decides all of them.</param>
    public sealed record Scenes(int Train, int Test, int Shapes, double Noise, long Seed) : DataSourceConfig;

    /// <summary>
    /// Two frames of textured shapes before a textured background, all of which move, with how far each pixel of the first
    /// one goes: pixels to the right, then down.
    /// </summary>
    /// <param name="Train">Examples to train on.</param>
    /// <param name="Test">Examples to test on.</param>
    /// <param name="Shapes">Shapes in a scene, at most; at least one.</param>
    /// <param name="Motion">Pixels by which a shape or the background moves along an axis, at most.</param>
    /// <param name="Noise">Standard deviation of each channel of a pixel, where white is 1.</param>
    /// <param name="Seed">Decides all of them.</param>
    public sealed record MovingScenes(int Train, int Test, int Shapes, double Motion, double Noise, long Seed)
        : DataSourceConfig;

    /// <summary>
    /// Short films of a shape that bounces, with a sound that is pitched by its kind and struck at each bounce, and its kind
    /// as the label: what a model of several inputs takes, at its size.
    /// </summary>
    /// <param name="Train">Examples to train on.</param>
    /// <param name="Test">Examples to test on.</param>
    /// <param name="Noise">Standard deviation of each channel of a pixel and of each sample, where white and the loudest are 1.</param>
    /// <param name="Seed">Decides all of them.</param>
    public sealed record Clips(int Train, int Test, double Noise, long Seed) : DataSourceConfig;

    /// <summary>None: a model to count, to look at or to bring weights into, but not to train from here.</summary>
    public sealed record None : DataSourceConfig;
}

/// <summary>Which of CIFAR-100's two labels is used.</summary>
public enum CifarLabels
{
    /// <summary>100 classes.</summary>
    Fine,

    /// <summary>20 super-classes.</summary>
    Coarse,
}

/// <summary>How examples are divided. Data sets that ship a test part keep it; then <paramref name="Test"/> must be 0.</summary>
/// <param name="Validation">Share of the (training) examples for validation, in [0, 1).</param>
/// <param name="Test">Share for testing, in [0, 1).</param>
/// <param name="Method">Random with <paramref name="Seed"/>, or the last ones in file order (Keras' validation_split).</param>
/// <param name="Seed">Seed of a random split; another seed, another split.</param>
public sealed record SplitConfig(double Validation, double Test, SplitMethod Method, long Seed);

/// <summary>How the examples for validation and testing are picked.</summary>
public enum SplitMethod
{
    /// <summary>By a permutation drawn from the seed; by group where the source has groups.</summary>
    Random,

    /// <summary>The last ones in file order.</summary>
    Last,
}

/// <summary>What pixel values 0..255 become.</summary>
public enum Normalization
{
    /// <summary>value / 255.</summary>
    Unit,

    /// <summary>(value - 127.5) / 127.5 (the knee seed).</summary>
    Symmetric,

    /// <summary>(value - mean) / deviation per channel, over the training images.</summary>
    Statistics,
}

/// <summary>How an image is brought to another size; half-pixel centres in all.</summary>
public enum ResizeMethod
{
    /// <summary>Image files antialiased, images of data sets at their own size plain; bilinear both.</summary>
    Auto,

    /// <summary>Between two pixels along each axis.</summary>
    Bilinear,

    /// <summary>Bilinear, over all pixels that fall into one.</summary>
    BilinearAntialiased,

    /// <summary>Between four pixels along each axis (a = -0.75, PyTorch's).</summary>
    Bicubic,

    /// <summary>Bicubic, over all pixels that fall into one (a = -0.5, PIL's).</summary>
    BicubicAntialiased,
}

/// <summary>A random change of a training example. All draw from a key and work on a whole batch.</summary>
public abstract record AugmentationConfig
{
    private AugmentationConfig() { }

    /// <summary>Left-right mirror with a probability in [0, 1].</summary>
    /// <param name="Probability">How often.</param>
    /// <param name="Labels">What each class becomes in the mirror image; empty means itself.</param>
    public sealed record HorizontalFlip(double Probability, EquatableArray<int> Labels = default) : AugmentationConfig;

    /// <summary>Pad by so many pixels on each side, then crop back at a random place.</summary>
    public sealed record RandomCrop(int Padding, PaddingMode Mode) : AugmentationConfig;

    /// <summary>Scale height and width independently by 1 ± the factor (Keras' RandomZoom: reflected borders, bilinear).</summary>
    public sealed record RandomZoom(double Height, double Width) : AugmentationConfig;

    /// <summary>A box of a random area and ratio, resized to the whole image (Inception's crop).</summary>
    /// <param name="MinArea">Smallest share of the area.</param>
    /// <param name="MaxArea">Largest share of the area.</param>
    /// <param name="MinRatio">Smallest ratio of width to height.</param>
    /// <param name="MaxRatio">Largest ratio of width to height.</param>
    public sealed record RandomResizedCrop(double MinArea, double MaxArea, double MinRatio, double MaxRatio)
        : AugmentationConfig;

    /// <summary>Turn about the middle by up to so many degrees either way, bilinearly.</summary>
    public sealed record Rotate(double Degrees, PaddingMode Mode) : AugmentationConfig;

    /// <summary>Brightness, contrast and saturation by factors 1 ± so much, hue by ± so much of the circle, in random order.</summary>
    public sealed record ColorJitter(double Brightness, double Contrast, double Saturation, double Hue)
        : AugmentationConfig;

    /// <summary>So many changes drawn from fourteen, all of one magnitude in 0..30 (RandAugment, 1909.13719).</summary>
    public sealed record RandAugment(int Layers, int Magnitude) : AugmentationConfig;

    /// <summary>A box of a random area made black (1708.04896).</summary>
    public sealed record RandomErasing(double Probability, double MinArea, double MaxArea) : AugmentationConfig;

    /// <summary>A cloud of points times a factor of its own along each axis.</summary>
    public sealed record PointScale(double MinFactor, double MaxFactor) : AugmentationConfig;

    /// <summary>A cloud of points moved as a whole by up to so much along each axis.</summary>
    public sealed record PointShift(double Distance) : AugmentationConfig;

    /// <summary>Each point moved by itself, normally distributed along each axis and never by more than a limit.</summary>
    public sealed record PointJitter(double Deviation, double Limit) : AugmentationConfig;

    /// <summary>A share of a text's tokens becomes one token.</summary>
    public sealed record ByteMasking(int Token, double Share) : AugmentationConfig;

    /// <summary>Blends with another training image, and the labels alike (1710.09412).</summary>
    public sealed record Mixup(double Alpha, double Probability) : AugmentationConfig;

    /// <summary>Puts a box of another training image in, and shares the label by area (1905.04899).</summary>
    public sealed record CutMix(double Alpha, double Probability) : AugmentationConfig;
}

/// <summary>What stands outside the image.</summary>
public enum PaddingMode
{
    /// <summary>The value that a zero in 0..255 becomes.</summary>
    Zero,

    /// <summary>The image mirrored at its edge.</summary>
    Reflect,
}
