namespace Perceiver.Model;

/// <summary>How far a run is in its data.</summary>
/// <param name="Epoch">The pass over the data, from 0.</param>
/// <param name="Step">Batches of this epoch that are done.</param>
public sealed record Cursor(int Epoch, int Step);
