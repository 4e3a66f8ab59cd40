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
        var task = fields.Required("task", Task(), c => c.Task, "What the model is trained for.");
        var data = fields.Required("data", DataSchema.Type, c => c.Data, "The examples.");
        var training = fields.Required("training", TrainingSchema.Type, c => c.Training, "How the model is trained.");
        return fields.Record(
            "a config",
            "A model, what it is trained for, on what, and how.",
            r => new(r.Get(model), r.Get(task), r.Get(data), r.Get(training))
        );
    }

    private static UnionType<TaskConfig> Task()
    {
        var fields = new Fields<TaskConfig.Classification>();
        var classes = fields.Required(
            "classes",
            Types.Integer(2, 100_000),
            c => c.Classes,
            "How many labels there are."
        );
        var type = fields.Record("classification", "One of several labels per example.", r => new(r.Get(classes)));
        return new("task", "What the model is trained for.", UnionCase<TaskConfig>.Of("classification", type));
    }
}
