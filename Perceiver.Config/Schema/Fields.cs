namespace Perceiver.Config;

/// <summary>A declared setting with a value of type <typeparamref name="T"/>.</summary>
internal sealed class Field<T>(string key, SettingType<T> type, Func<DecodeScope, T>? fallback)
{
    public string Key => key;

    public SettingType<T> Type => type;

    /// <summary>The value where the key is not given; null means that it must be.</summary>
    public Func<DecodeScope, T>? Fallback => fallback;
}

/// <summary>Collects the settings of one record: one line each, in the order of the canonical text.</summary>
internal sealed class Fields<TRecord>
{
    private readonly List<FieldInfo> _infos = [];
    private readonly List<Func<TRecord, YamlNode>> _encoders = [];

    public IReadOnlyList<FieldInfo> Infos => _infos;

    /// <summary>A setting that must be given.</summary>
    public Field<T> Required<T>(string key, SettingType<T> type, Func<TRecord, T> get, string doc) =>
        Add(key, type, get, null, new(key, type.Shape, null, doc));

    /// <summary>A setting with a default.</summary>
    public Field<T> Optional<T>(string key, SettingType<T> type, Func<TRecord, T> get, T fallback, string doc) =>
        Add(key, type, get, _ => fallback, new(key, type.Shape, YamlPrinter.Flow(type.Encode(fallback)), doc));

    /// <summary>A setting whose default follows other settings; <paramref name="words"/> say how.</summary>
    public Field<T> Derived<T>(
        string key,
        SettingType<T> type,
        Func<TRecord, T> get,
        Func<DecodeScope, T> fallback,
        string words,
        string doc
    ) => Add(key, type, get, fallback, new(key, type.Shape, words, doc, true));

    /// <summary>A group of settings that all have defaults.</summary>
    public Field<T> Group<T>(string key, SettingType<T> type, Func<TRecord, T> get, string doc) =>
        Derived(key, type, get, scope => type.Decode(YamlPrinter.Nothing, scope), "the defaults of its settings", doc);

    public RecordType<TRecord> Record(string name, string doc, Func<RecordReader, TRecord> decode) =>
        new(name, doc, this, decode);

    public IEnumerable<YamlEntry> Encode(TRecord value) =>
        _infos.Zip(_encoders, (info, encode) => new YamlEntry(info.Key, default, encode(value)));

    private Field<T> Add<T>(
        string key,
        SettingType<T> type,
        Func<TRecord, T> get,
        Func<DecodeScope, T>? fallback,
        FieldInfo info
    )
    {
        _infos.Add(info);
        _encoders.Add(record => type.Encode(get(record)));
        return new(key, type, fallback);
    }
}
