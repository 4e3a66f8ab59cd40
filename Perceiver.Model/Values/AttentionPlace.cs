namespace Perceiver.Model;

/// <summary>Which attention of a model; all numbers count from 0.</summary>
/// <param name="Kind">What attends to what.</param>
/// <param name="Stage">The encoder's stage; 0 in the decoder.</param>
/// <param name="Repeat">Which time the stage's tower is applied; 0 outside towers.</param>
/// <param name="Block">The tower's block; 0 outside towers.</param>
public readonly record struct AttentionPlace(AttentionKind Kind, int Stage = 0, int Repeat = 0, int Block = 0);
