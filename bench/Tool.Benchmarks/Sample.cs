namespace Unravel.Tool.Benchmarks;

/// <summary>One look at the target.</summary>
/// <param name="Pause">Largest gap between two beats of the target meanwhile, in milliseconds.</param>
/// <param name="Total">Time from the request to the result, in milliseconds.</param>
/// <param name="Memory">Most memory of whoever looked, in megabytes; 0 when nobody did.</param>
internal readonly record struct Sample(double Pause, double Total, double Memory);
