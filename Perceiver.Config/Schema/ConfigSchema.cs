namespace Perceiver.Config;

/// <summary>The whole schema: every setting that a config may have.</summary>
public static class ConfigSchema
{
    /// <summary>The settings as data, from the root down.</summary>
    public static SettingShape.Group Root => (SettingShape.Group)Type.Shape;

    internal static RecordType<PerceiverConfig> Type { get; } = Config();

    private static RecordType<PerceiverConfig> Config()
    {
        var fields = new Fields<PerceiverConfig>();
        var model = fields.Required("model", ModelSchema.Type, c => c.Model, "The model.");
        var task = fields.Required("task", TaskSchema.Type, c => c.Task, "What the model is trained for.");
        var data = fields.Required("data", DataSchema.Type, c => c.Data, "The examples.");
        var training = fields.Required("training", TrainingSchema.Type, c => c.Training, "How the model is trained.");
        return fields.Record(
            "a config",
            "A model, what it is trained for, on what, and how.",
            r => new(r.Get(model), r.Get(task), r.Get(data), r.Get(training))
        );
    }
}
