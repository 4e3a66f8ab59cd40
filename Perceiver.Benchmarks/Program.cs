using BenchmarkDotNet.Running;
using Perceiver.Benchmarks;

// The program's own cost of a step: dotnet run -c Release --project Perceiver.Benchmarks -- --filter '*'
// Against PyTorch, in turn: ./perceiver bench
BenchmarkSwitcher.FromAssembly(typeof(StepBenchmarks).Assembly).Run(args);
