namespace Perceiver.Config;

/// <content>PCV1xx: one setting by itself.</content>
public static partial class Rules
{
    /// <summary>PCV101.</summary>
    public static readonly Rule UnknownKey = Error(
        "PCV101",
        "Unknown key",
        "There is no setting '{0}' in {1}. {2}",
        "docs/config.md lists every setting."
    );

    /// <summary>PCV102.</summary>
    public static readonly Rule MissingKey = Error(
        "PCV102",
        "Key missing",
        "'{0}' is missing in {1}: {2}",
        "Add the setting; it has no default."
    );

    /// <summary>PCV103.</summary>
    public static readonly Rule WrongType = Error(
        "PCV103",
        "Wrong type",
        "'{0}' must be {1}, but here is {2}.",
        "Write a value of that type."
    );

    /// <summary>PCV104.</summary>
    public static readonly Rule UnknownWord = Error(
        "PCV104",
        "Unknown word",
        "'{1}' is not known for '{0}'. {2}",
        "Write one of the words listed."
    );

    /// <summary>PCV105.</summary>
    public static readonly Rule OutOfRange = Error(
        "PCV105",
        "Out of range",
        "'{0}' must be {1}, but here is {2}.",
        "Write a value in that range."
    );
}
