namespace Unravel.Catalog;

/// <summary>The theme of a rule. Its number is the thousands block of the ids, its name the folder in every tree.</summary>
internal enum Category
{
    Blocking = 1,
    Async = 2,
    Cancellation = 3,
    Locking = 4,
    SharedState = 5,
    Threads = 6,
    Lifetime = 7,
    Processes = 8,
    ProcessState = 9,
}
