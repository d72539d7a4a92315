# Prints what Devise stores: bcrypt-ruby of the password with the pepper appended, as Devise::Encryptor.digest does it.
require 'bcrypt'
require 'json'
passwords = JSON.parse(File.read(File.join(__dir__, 'passwords.json')))
pepper = 'c0ffee' * 12
vectors = [nil, pepper].flat_map do |used|
  passwords.values.map do |pair|
    typed = ->(password) { "#{password}#{used}" }
    stored = BCrypt::Password.create(typed.(pair['password']), cost: 4).to_s
    raise 'no' unless BCrypt::Password.new(stored) == typed.(pair['password'])
    raise 'yes' if BCrypt::Password.new(stored) == typed.(pair['wrong'])
    { stored: stored, **pair.transform_keys(&:to_sym), **(used ? { settings: { devisePepper: used } } : {}) }
  end
end
version = Gem.loaded_specs['bcrypt']&.version || BCrypt::VERSION rescue 'unknown'
puts JSON.pretty_generate({ system: "bcrypt-ruby #{version}, peppered as in Devise", vectors: vectors })
