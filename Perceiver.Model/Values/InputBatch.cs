namespace Perceiver.Model;

/// <summary>What a model looks at; a closed union with one case per kind of input.</summary>
public abstract record InputBatch
{
    private protected InputBatch() { }
}
