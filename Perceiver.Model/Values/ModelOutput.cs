namespace Perceiver.Model;

/// <summary>What a model answers; a closed union with one case per kind of answer.</summary>
public abstract record ModelOutput
{
    private protected ModelOutput() { }
}
