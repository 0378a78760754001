namespace Unravel.Tool.Benchmarks;

/// <summary>One look at the target.</summary>
/// <param name="Pause">Largest gap between two beats of the target meanwhile, in milliseconds.</param>
/// <param name="Total">Time from the request to the result, in milliseconds.</param>
internal readonly record struct Sample(double Pause, double Total);
