namespace Perceiver.Config;

/// <summary>The validation figure that decides which checkpoint is best.</summary>
public enum Monitor
{
    /// <summary>Highest validation accuracy (top-1).</summary>
    Top1,

    /// <summary>Lowest validation loss.</summary>
    Loss,
}
