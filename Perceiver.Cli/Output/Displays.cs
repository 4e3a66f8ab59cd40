namespace Perceiver.Cli;

/// <summary>Picks how training is shown.</summary>
internal static class Displays
{
    public static ITrainingDisplay For(Surroundings surroundings, bool quiet, bool json) =>
        quiet ? new QuietDisplay()
        : json ? new PlainDisplay(surroundings.Error)
        : surroundings.OutIsTerminal ? new LiveDisplay(surroundings.Out, surroundings.Colours)
        : new PlainDisplay(surroundings.Out);
}
