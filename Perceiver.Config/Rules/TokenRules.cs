namespace Perceiver.Config;

/// <summary>Rules on tokens with a meaning of their own.</summary>
internal static class TokenRules
{
    public static void Vocabulary(PerceiverConfig config, PlaceFinder places)
    {
        foreach (var part in ModelParts.Tokens(config.Model.Input))
        {
            if (part.Tokens.Padding is { } padding)
            {
                Within("padding", padding, part.Tokens, $"{part.Path}.padding", places);
            }
        }

        if (config is { Task: TaskConfig.MaskedLanguageModel task, Model.Input: InputConfig.Tokens tokens })
        {
            Within("mask_token", task.MaskToken, tokens, "task.mask_token", places);
            if (tokens.Padding == task.MaskToken)
            {
                places.Report(Rules.SameToken, ["task.mask_token"], NumberText.Format(task.MaskToken));
            }
        }
    }

    public static void Shares(PerceiverConfig config, PlaceFinder places)
    {
        if (config.Task is TaskConfig.MaskedLanguageModel task && task.RandomShare + task.KeptShare > 1)
        {
            places.Report(
                Rules.MaskShares,
                ["task.random_share", "task.kept_share"],
                NumberText.Format(task.RandomShare),
                NumberText.Format(task.KeptShare)
            );
        }
    }

    /// <summary>Whether a token is one of the vocabulary.</summary>
    public static void Within(string key, int token, InputConfig.Tokens tokens, string path, PlaceFinder places)
    {
        if (token >= tokens.Vocabulary)
        {
            var (count, last) = (NumberText.Format(tokens.Vocabulary), NumberText.Format(tokens.Vocabulary - 1));
            places.Report(Rules.TokenOutOfVocabulary, [path], key, NumberText.Format(token), count, last);
        }
    }
}
