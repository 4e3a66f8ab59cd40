namespace FsCheck.Xunit;

/// <summary>Defaults for every property of a class (and of the classes nested in it) or of an assembly.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Assembly, AllowMultiple = false)]
public class PropertiesAttribute : PropertyAttribute;
