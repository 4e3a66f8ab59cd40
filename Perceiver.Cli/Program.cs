using Perceiver.Cli;

return App.Run(args, Surroundings.OfProcess());
