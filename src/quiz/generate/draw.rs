use crate::sim::random::Random;

/// Chance for one question.
#[derive(Debug)]
pub struct Draw(Random);

impl Draw {
    pub fn new(family: &str, seed: u64) -> Self {
        let purpose = family.bytes().fold(0, |sum, byte| sum * 256 + u64::from(byte));
        Self(Random::new(seed, purpose))
    }

    /// `least` … `most`, each as likely.
    pub fn between(&mut self, least: u64, most: u64) -> u64 {
        debug_assert!(least <= most && most - least < u64::from(u32::MAX), "a range to draw from");
        least + u64::from(self.0.below((most - least + 1) as u32))
    }

    /// A multiple of `step` in `least` … `most`: numbers that people say.
    pub fn round(&mut self, least: u64, most: u64, step: u64) -> u64 {
        self.between(least.div_ceil(step), most / step) * step
    }

    pub fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.0.below(from.len() as u32) as usize]
    }

    /// The first that fits of some that are made; nothing where none of a hundred does.
    pub fn until<T>(&mut self, make: impl Fn(&mut Self) -> T, fits: impl Fn(&T) -> bool) -> Option<T> {
        (0..100).map(|_| make(self)).find(fits)
    }

    pub fn is(&mut self, percent: u32) -> bool {
        self.0.below(100) < percent
    }

    /// `n` different ones, in the order they stand.
    pub fn some<T: Copy>(&mut self, from: &[T], n: usize) -> Vec<T> {
        let mut left: Vec<usize> = (0..from.len()).collect();
        while left.len() > n {
            left.remove(self.0.below(left.len() as u32) as usize);
        }
        left.into_iter().map(|index| from[index]).collect()
    }
}
