namespace Perceiver.Model;

/// <summary>
/// Marks a partial record whose properties are tensors, other trees or lists of trees. A generator makes it an
/// <see cref="IParameterTree{TSelf}"/>; a leaf's path is its properties' names in snake_case, joined by dots.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ParameterTreeAttribute : Attribute;
