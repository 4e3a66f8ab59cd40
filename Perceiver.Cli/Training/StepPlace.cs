using Perceiver.Model;

namespace Perceiver.Cli;

/// <summary>Where in a run a step stands.</summary>
/// <param name="Step">Updates done, this one included.</param>
/// <param name="Data">How far the run was in its data before it.</param>
/// <param name="Part">Which part of an update its batch is.</param>
internal readonly record struct StepPlace(long Step, Cursor Data, UpdatePart Part);
