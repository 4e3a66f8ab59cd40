namespace Perceiver.Config;

/// <content>PCV0xx: the text itself.</content>
public static partial class Rules
{
    /// <summary>PCV001.</summary>
    public static readonly Rule TooLarge = Error(
        "PCV001",
        "Text too large",
        "The text has {0} characters; a config may have {1}.",
        "A config is a page or two of settings: check that this is the right file."
    );

    /// <summary>PCV002.</summary>
    public static readonly Rule NotYaml = Error(
        "PCV002",
        "Not YAML",
        "This is not YAML: {0}",
        "Check indentation (spaces, never tabs), colons followed by a space, and that brackets and quotes are closed."
    );

    /// <summary>PCV003.</summary>
    public static readonly Rule TooDeep = Error(
        "PCV003",
        "Nested too deeply",
        "Mappings and lists are nested more than {0} deep.",
        "No setting lies that deep: remove the extra brackets or indentation."
    );

    /// <summary>PCV004.</summary>
    public static readonly Rule Anchor = Error(
        "PCV004",
        "Anchor or alias",
        "Anchors and aliases ('{0}') are not allowed.",
        "Write the value out where it is used."
    );

    /// <summary>PCV005.</summary>
    public static readonly Rule Tag = Error(
        "PCV005",
        "Tag",
        "Tags ('{0}') are not allowed.",
        "Remove the tag: every setting has its type from the schema."
    );

    /// <summary>PCV006.</summary>
    public static readonly Rule SecondDocument = Error(
        "PCV006",
        "Second document",
        "A second document starts here; a file holds one config.",
        "Remove the '---' line or put the second config into a file of its own."
    );

    /// <summary>PCV007.</summary>
    public static readonly Rule DuplicateKey = Error(
        "PCV007",
        "Key given twice",
        "The key '{0}' is given twice here; the first is in line {1}.",
        "Keep one of them."
    );

    /// <summary>PCV008.</summary>
    public static readonly Rule ComplexKey = Error(
        "PCV008",
        "Key is not a word",
        "A key must be a word, not a list or a mapping.",
        "Write 'key: value'."
    );

    /// <summary>PCV009.</summary>
    public static readonly Rule Empty = Error(
        "PCV009",
        "Empty text",
        "There is no config here.",
        "Start from a shipped config; a config needs at least 'model', 'task', 'data' and 'training'."
    );

    /// <summary>PCV010.</summary>
    public static readonly Rule BadCharacter = Error(
        "PCV010",
        "Character not allowed",
        "The character {0} is not allowed in a config.",
        "Remove it; in a quoted text write it as an escape."
    );

    /// <summary>PCV011.</summary>
    public static readonly Rule BadOverride = Error(
        "PCV011",
        "Not an override",
        "'{0}' is no path of a setting: {1}",
        "Write --set training.batch_size=64: keys joined by dots, numbers for places in a list."
    );

    /// <summary>PCV012.</summary>
    public static readonly Rule UnknownBase = Error(
        "PCV012",
        "Nothing of that name to extend",
        "There is no config '{0}' to extend. {1}",
        "Name a config of the same folder or a shipped one, without '.yaml'."
    );

    /// <summary>PCV013.</summary>
    public static readonly Rule ExtendsItself = Error(
        "PCV013",
        "Config extends itself",
        "This config is '{0}' and extends itself.",
        "Name another config, or remove 'extends'."
    );

    /// <summary>PCV014.</summary>
    public static readonly Rule ExtendsInACircle = Error(
        "PCV014",
        "Configs extend each other",
        "This config extends itself by way of others: {0}.",
        "Let one of them stand on its own."
    );

    /// <summary>PCV015.</summary>
    public static readonly Rule BrokenBase = Error(
        "PCV015",
        "Extended config has errors",
        "'{0}', which this config extends, has errors of its own; the first: {1}",
        "Mend the extended config: it must compile by itself."
    );

    /// <summary>PCV016.</summary>
    public static readonly Rule TooManyBases = Error(
        "PCV016",
        "Too many configs on one another",
        "More than {0} configs stand on one another here.",
        "Let the config extend one that is nearer to the ground."
    );
}
